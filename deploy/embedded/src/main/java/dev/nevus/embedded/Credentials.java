package dev.nevus.embedded;

/** The key pair of an object store. */
public record Credentials(String accessKey, String secretKey) {
  public Credentials {
    if (accessKey.isBlank() || secretKey.isBlank()) {
      throw new IllegalArgumentException("a key pair needs both its keys");
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Credentials[" + accessKey + "]";
  }
}
