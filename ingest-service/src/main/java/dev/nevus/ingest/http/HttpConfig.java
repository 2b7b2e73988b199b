package dev.nevus.ingest.http;

import dev.nevus.settings.Settings;

/**
 * Where the HTTP door is, and how much it carries at once.
 *
 * @param host address to listen on
 * @param port 0 for any free one
 * @param uploadBytes memory of all uploads at once, bytes
 * @param sourcePercent of it that one source may take, 1 to 100
 * @param connections open at once; further ones wait to be taken up
 * @param pace how slowly a body may come
 */
public record HttpConfig(
    String host, int port, int uploadBytes, int sourcePercent, int connections, Pace pace) {
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
            "memory of all uploads at once, bytes; beyond it senders get 503 and come again"),
        settings.number(
            "NEVUS_HTTP_SOURCE_PERCENT",
            50,
            1,
            100,
            "percent of that memory that one source may take, beyond it that source gets 429; one"
                + " image always goes"),
        settings.number(
            "NEVUS_HTTP_CONNECTIONS",
            1_000,
            1,
            MOST_PORTS,
            "connections at once; further ones wait to be taken up"),
        Pace.from(settings));
  }
}
