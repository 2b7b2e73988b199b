package dev.nevus.ingest.http;

import dev.nevus.settings.Settings;

/**
 * Where the HTTP door is, and how much it carries at once.
 *
 * @param host address to listen on
 * @param port 0 for any free one
 * @param uploadBytes memory of all uploads at once, bytes
 */
public record HttpConfig(String host, int port, int uploadBytes) {
  private static final int MOST_PORTS = 65_535;
  private static final int MEGABYTE = 1024 * 1024;

  /** Reads the settings of the door. */
  public static HttpConfig from(Settings settings) {
    return new HttpConfig(
        settings.text("NEVUS_HTTP_HOST", "127.0.0.1", "address to listen on"),
        settings.number(
            "NEVUS_HTTP_PORT", 8080, 0, MOST_PORTS, "port to listen on, 0 for any free one"),
        settings.number(
            "NEVUS_HTTP_UPLOAD_BYTES",
            256 * MEGABYTE,
            MEGABYTE,
            Integer.MAX_VALUE,
            "memory of all uploads at once, bytes; beyond it senders get 503 and come again"));
  }
}
