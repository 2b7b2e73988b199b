package dev.nevus.ingest.catalog;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real PostgreSQL server for the tests of a class, which are left out, and said so, where its
 * binaries are not.
 */
final class Postgres implements BeforeAllCallback, AfterAllCallback {
  private Optional<PostgresServer> server = Optional.empty();

  @Override
  public void beforeAll(ExtensionContext tests) throws IOException, InterruptedException {
    server = Optional.of(PostgresServer.startOrLeaveOut());
  }

  @Override
  public void afterAll(ExtensionContext tests) throws IOException, InterruptedException {
    if (server.isPresent()) {
      server.get().stop();
    }
  }

  CatalogConfig config() {
    return server.orElseThrow().config();
  }
}
