package dev.nevus.ingest.catalog;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * The rebuilt catalog on a real PostgreSQL server; left out, and said so, where its binaries are
 * not.
 */
class PostgresRebuiltCatalogIT extends RebuiltCatalogContract {
  private static Optional<PostgresServer> server = Optional.empty();

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    server = Optional.of(PostgresServer.startOrLeaveOut());
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

  @Override
  List<String> droppingAll() {
    return List.of("drop schema public cascade", "create schema public");
  }
}
