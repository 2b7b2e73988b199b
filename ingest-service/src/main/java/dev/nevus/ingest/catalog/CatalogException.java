package dev.nevus.ingest.catalog;

import java.io.IOException;

/** The catalog's database is away or answered with an error; nothing was half done. */
public final class CatalogException extends IOException {
  public CatalogException(String message, Throwable cause) {
    super(message, cause);
  }
}
