package dev.nevus.ingest.catalog;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The catalog on a real PostgreSQL server; left out, and said so, where its binaries are not. */
class PostgresCatalogIT extends CatalogContract {
  private static Optional<PostgresServer> server = Optional.empty();

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Optional<Path> binaries = PostgresServer.binaries();
    System.out.println(
        binaries
            .map(bin -> "the catalog is tested on a real PostgreSQL server of " + bin)
            .orElse("THE CATALOG IS NOT TESTED ON POSTGRESQL: no binaries in /usr/lib/postgresql"));
    assumeTrue(binaries.isPresent(), "no PostgreSQL binaries in /usr/lib/postgresql");
    server = Optional.of(PostgresServer.start(binaries.get()));
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    if (server.isPresent()) {
      server.get().stop();
    }
  }

  @Override
  CatalogConfig config() {
    return server.orElseThrow().config();
  }
}
