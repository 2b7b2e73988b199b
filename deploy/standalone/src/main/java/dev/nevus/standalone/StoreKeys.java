package dev.nevus.standalone;

import dev.nevus.embedded.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The object store's key pair: random, made once, readable by its owner only. */
final class StoreKeys {
  private static final String ACCESS_KEY = "nevus";
  private static final int SECRET_BYTES = 32;

  private StoreKeys() {}

  static Credentials in(Path folder) throws IOException {
    Path file = folder.resolve("store.secret");
    if (!Files.exists(file)) {
      write(file);
    }
    return new Credentials(ACCESS_KEY, Files.readString(file).strip());
  }

  private static void write(Path file) throws IOException {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    FileAttribute<?> owner =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    // Whole or not at all: half a secret would lock the store for good.
    Path draft = file.resolveSibling("store.secret.draft");
    Files.deleteIfExists(draft);
    Files.createFile(draft, owner);
    Files.writeString(draft, HexFormat.of().formatHex(secret) + "\n");
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
