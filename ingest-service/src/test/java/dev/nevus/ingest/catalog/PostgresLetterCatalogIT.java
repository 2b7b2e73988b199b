package dev.nevus.ingest.catalog;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Dead letters on a real PostgreSQL server; left out, and said so, where its binaries are not. */
class PostgresLetterCatalogIT extends LetterCatalogContract {
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
}
