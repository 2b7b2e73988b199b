package dev.nevus.ingest.catalog;

import dev.nevus.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the catalog lives.
 *
 * @param url JDBC address of an H2 or a PostgreSQL database
 * @param user empty for none
 * @param password empty for none
 * @param start what becomes of what the catalog holds already
 */
public record CatalogConfig(String url, String user, String password, Start start) {
  private static final String H2_FILE = "jdbc:h2:file:";

  /** What the catalog does with its rows when the process starts. */
  public enum Start {
    /** Keeps them and reads on. */
    RESUME,
    /** Empties them and reads the log from its beginning. */
    REBUILD
  }

  /** Reads the settings of the catalog. */
  public static CatalogConfig from(Settings settings) {
    return new CatalogConfig(
        settings.text(
            "NEVUS_CATALOG_URL",
            "jdbc:h2:file:./.nevus/catalog",
            "JDBC address of the catalog, H2 or PostgreSQL"),
        settings.text("NEVUS_CATALOG_USER", "", "user of the catalog's database"),
        settings.text("NEVUS_CATALOG_PASSWORD", "", "password of that user"),
        settings.flag("NEVUS_CATALOG_REBUILD", false, "empties the catalog and reads the log anew")
            ? Start.REBUILD
            : Start.RESUME);
  }

  /** The folder of the catalog's files; empty where a server keeps them, or nobody. */
  public Optional<Path> folder() {
    if (!url.startsWith(H2_FILE)) {
      return Optional.empty();
    }
    String file = url.substring(H2_FILE.length()).split(";", 2)[0];
    return Optional.ofNullable(Path.of(file).toAbsolutePath().getParent());
  }

  /**
   * The address with what Nevus needs of H2: PostgreSQL's dialect, and no shutdown hook of its own,
   * which would close the database before the requests under way are finished.
   */
  String jdbcUrl() {
    if (!url.startsWith("jdbc:h2:")) {
      return url;
    }
    return url + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_ON_EXIT=FALSE";
  }

  /** Without the password, and without the address's parameters, which may hold another one. */
  @Override
  public String toString() {
    return "CatalogConfig[" + url.split("[?;]", 2)[0] + ", user " + user + "]";
  }
}
