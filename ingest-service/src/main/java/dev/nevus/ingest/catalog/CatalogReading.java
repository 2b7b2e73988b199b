package dev.nevus.ingest.catalog;

import java.io.IOException;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** How far the catalog has read the log, and how it begins anew. Safe for many threads. */
public final class CatalogReading {
  private final CatalogProjection projection;
  private final Supplier<OptionalLong> behind;

  /**
   * @param behind records that the projection has not read yet; empty before the first look
   */
  public CatalogReading(CatalogProjection projection, Supplier<OptionalLong> behind) {
    this.projection = projection;
    this.behind = behind;
  }

  /**
   * How far it is.
   *
   * @param filledSince when the catalog was made, or emptied last
   * @param behind records that are not read yet; empty where that is not known at the moment
   * @param complete whether all is read that was on the log at the last look
   */
  public record State(Instant filledSince, OptionalLong behind, boolean complete) {}

  public State state() throws IOException {
    // In this order: the count is unknown before the projection goes on with emptied rows.
    Instant filledSince = projection.filledSince();
    boolean isCurrent = projection.goesOnWith(filledSince);
    OptionalLong known = behind.get();
    return new State(
        filledSince,
        isCurrent ? known : OptionalLong.empty(),
        isCurrent && known.equals(OptionalLong.of(0)));
  }

  /**
   * Empties the catalog: every instance reads the log from its beginning within seconds. Until it
   * is through, images that were accepted are found by their ids, but lists and masks are short.
   */
  public State rebuild() throws IOException {
    projection.empty();
    return state();
  }
}
