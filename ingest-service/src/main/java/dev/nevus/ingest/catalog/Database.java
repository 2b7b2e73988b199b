package dev.nevus.ingest.catalog;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The catalog's database. It may be away when the process starts: the schema is brought up to date
 * before the first use that finds it. Safe for many threads.
 */
public final class Database implements AutoCloseable {
  /** What is done in one transaction. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection) throws SQLException, IOException;
  }

  private static final int CONNECTIONS = 8;
  private static final Duration WAIT = Duration.ofSeconds(5);
  // PostgreSQL's and H2's, for a table and, of H2, for one that was dropped under a statement.
  private static final Set<String> NO_SUCH_TABLE = Set.of("42P01", "42S02", "42S03", "42S04");

  private final HikariDataSource pool;
  private volatile boolean upToDate;

  private Database(HikariDataSource pool) {
    this.pool = pool;
  }

  /** Opens the pool without needing the database to be there. */
  public static Database open(CatalogConfig config) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("catalog");
    pool.setJdbcUrl(config.jdbcUrl());
    pool.setUsername(config.user());
    pool.setPassword(config.password());
    pool.setMaximumPoolSize(CONNECTIONS);
    pool.setMinimumIdle(1);
    pool.setConnectionTimeout(WAIT.toMillis());
    pool.setInitializationFailTimeout(-1);
    pool.setAutoCommit(false);
    return new Database(new HikariDataSource(pool));
  }

  /** Runs {@code work} in a transaction of its own: all of it is kept, or nothing. */
  <T> T inTransaction(Work<T> work) throws IOException {
    bringUpToDate();
    try (Connection connection = pool.getConnection()) {
      // A connection that goes back without a commit is rolled back by the pool.
      T result = work.run(connection);
      connection.commit();
      return result;
    } catch (SQLException e) {
      if (NO_SUCH_TABLE.contains(String.valueOf(e.getSQLState()))) {
        // Somebody dropped the schema: it is made anew before the next use.
        upToDate = false;
      }
      throw new CatalogException("the catalog's database failed", e);
    }
  }

  /** Returns if the database answers and its schema is up to date. */
  public void check() throws IOException {
    inTransaction(connection -> connection.isValid((int) WAIT.toSeconds()));
  }

  private void bringUpToDate() throws CatalogException {
    if (!upToDate) {
      migrate();
    }
  }

  private synchronized void migrate() throws CatalogException {
    if (upToDate) {
      return;
    }
    try {
      Flyway.configure().dataSource(pool).locations("classpath:db/migration").load().migrate();
      upToDate = true;
    } catch (FlywayException e) {
      throw new CatalogException("the catalog's schema could not be brought up to date", e);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
