package dev.nevus.model;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A pair of Ed25519 keys for tests, made anew each time. */
public record SigningKeys(KeyPair pair) {
  private static final Base64.Encoder MIME = Base64.getMimeEncoder();

  public static SigningKeys generated() {
    try {
      return new SigningKeys(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Signs, and trusts its own signatures. */
  public Signing signing() {
    return new Signing(Optional.of(pair.getPrivate()), List.of(pair.getPublic()));
  }

  /** Trusts the key without having it. */
  public Signing trusting() {
    return new Signing(Optional.empty(), List.of(pair.getPublic()));
  }

  /** The private key as a PEM file. */
  public String privatePem() {
    return pem("PRIVATE", pair.getPrivate().getEncoded());
  }

  /** The public key as a PEM file. */
  public String publicPem() {
    return pem("PUBLIC", pair.getPublic().getEncoded());
  }

  private static String pem(String kind, byte[] key) {
    return "-----BEGIN %s KEY-----%n%s%n-----END %s KEY-----%n"
        .formatted(kind, MIME.encodeToString(key), kind);
  }
}
