package dev.nevus.model;

import dev.nevus.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ed25519 signatures (RFC 8032) of birth certificates. Who trusts a key serves only models that it
 * signed; since a certificate has the digests of all files, it stands for them. Immutable, safe for
 * many threads. Shows no key.
 */
public final class Signing {
  /** Signs nothing and asks for nothing. */
  public static final Signing NONE = new Signing(Optional.empty(), List.of());

  private static final String ALGORITHM = "Ed25519";
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN (PUBLIC|PRIVATE) KEY-----([A-Za-z0-9+/=\\s]+)-----END");

  private final Optional<PrivateKey> own;
  private final List<PublicKey> trusted;

  /**
   * @param own signs; none where this process signs nothing
   * @param trusted one of them must have signed; none where no signature is asked for
   */
  public Signing(Optional<PrivateKey> own, List<PublicKey> trusted) {
    this.own = own;
    this.trusted = List.copyOf(trusted);
  }

  /** Reads the keys {@code NEVUS_MODEL_*}; problems are collected by the settings. */
  public static Signing from(Settings settings) {
    Optional<PrivateKey> own =
        settings.file(
            "NEVUS_MODEL_SIGNING_KEY",
            "PEM file with the Ed25519 key that models are signed with; empty for none",
            file -> privateKey(Files.readString(file, StandardCharsets.US_ASCII)));
    return new Signing(own, trustedKeys(settings));
  }

  /** Reads {@code NEVUS_MODEL_TRUSTED_KEYS} alone: for a process that signs nothing. */
  public static Signing trusting(Settings settings) {
    return new Signing(Optional.empty(), trustedKeys(settings));
  }

  private static List<PublicKey> trustedKeys(Settings settings) {
    return settings
        .file(
            "NEVUS_MODEL_TRUSTED_KEYS",
            "PEM file with the Ed25519 public keys of which one must have signed a model; empty for"
                + " none",
            file -> publicKeys(Files.readString(file, StandardCharsets.US_ASCII)))
        .orElse(List.of());
  }

  /** Whether unsigned models are refused. */
  public boolean isAskedFor() {
    return !trusted.isEmpty();
  }

  /** Whether there is a key to sign with. */
  public boolean hasKey() {
    return own.isPresent();
  }

  /** The signature of these bytes, 64 bytes; empty where there is no key. */
  public Optional<byte[]> sign(byte[] content) {
    if (own.isEmpty()) {
      return Optional.empty();
    }
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(own.get());
      signature.update(content);
      return Optional.of(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the signing key cannot be used", e);
    }
  }

  /** Whether one of the trusted keys made this signature of these bytes. */
  public boolean verifies(byte[] content, byte[] signature) {
    return trusted.stream().anyMatch(key -> verifies(key, content, signature));
  }

  private static boolean verifies(PublicKey key, byte[] content, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(key);
      verifier.update(content);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      // Whatever is wrong with the signature's form, it is none of this key.
      return false;
    }
  }

  static PrivateKey privateKey(String pem) throws IOException {
    Matcher key = PEM.matcher(pem);
    if (!key.find() || !key.group(1).equals("PRIVATE")) {
      throw new IOException("no BEGIN PRIVATE KEY in it");
    }
    try {
      return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(bytes(key)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("no Ed25519 key in it", e);
    }
  }

  static List<PublicKey> publicKeys(String pem) throws IOException {
    List<PublicKey> keys = new ArrayList<>();
    Matcher key = PEM.matcher(pem);
    try {
      while (key.find() && key.group(1).equals("PUBLIC")) {
        keys.add(
            KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes(key))));
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("no Ed25519 key in it", e);
    }
    if (keys.isEmpty()) {
      throw new IOException("no BEGIN PUBLIC KEY in it");
    }
    return keys;
  }

  private static byte[] bytes(Matcher pem) {
    return Base64.getMimeDecoder().decode(pem.group(2));
  }

  @Override
  public String toString() {
    return "Signing[%s, %d trusted keys]"
        .formatted(own.isPresent() ? "signs" : "signs not", trusted.size());
  }
}
