package dev.nevus.ingest.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.image.ImageId;
import dev.nevus.ingest.Facts;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the catalog lists on every database. */
abstract class CatalogListContract {
  private static final ImageId IMAGE = Facts.image("a");
  private static final Instant NOON = Facts.NOON;

  private FilledCatalog world;
  private Catalog catalog;

  /** An empty database, or one that other tests have used: its rows are emptied. */
  abstract CatalogConfig config();

  @BeforeEach
  void open() throws IOException {
    world = new FilledCatalog(config());
    catalog = world.catalog;
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void listsTheNewestFirstPageByPage() throws IOException {
    List<ImageId> newestFirst = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ImageId image = Facts.image("image " + i);
      newestFirst.add(0, image);
      world.take(List.of(Facts.stored(image, NOON.plusSeconds(i))));
    }

    List<ImageEntry> first = catalog.list(FilledCatalog.all(3));
    List<ImageEntry> second =
        catalog.list(
            new Catalog.Query(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(first.get(2).image()),
                3));

    assertThat(first).extracting(ImageEntry::image).isEqualTo(newestFirst.subList(0, 3));
    assertThat(second).extracting(ImageEntry::image).isEqualTo(newestFirst.subList(3, 5));
  }

  @Test
  void listsOnlyTheWantedState() throws IOException {
    ImageId dead = Facts.image("dead");
    world.take(
        List.of(Facts.stored(IMAGE, NOON), Facts.stored(dead, NOON), Facts.dead(dead, 1, NOON)));

    List<ImageEntry> listed =
        catalog.list(
            new Catalog.Query(
                Optional.of(ImageState.DEAD_LETTERED),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                10));

    assertThat(listed).extracting(ImageEntry::image).containsExactly(dead);
  }

  @Test
  void listsOnlyTheWantedSource() throws IOException {
    ImageId behind = Facts.image("behind");
    world.take(List.of(Facts.stored(IMAGE, NOON), Facts.behind(behind, NOON)));

    List<ImageEntry> listed = catalog.list(ofSource("south"));

    assertThat(listed).extracting(ImageEntry::image).containsExactly(behind);
    assertThat(catalog.list(ofSource("nobody\0"))).isEmpty();
  }

  private static Catalog.Query ofSource(String source) {
    return new Catalog.Query(
        Optional.empty(), Optional.empty(), Optional.of(source), Optional.empty(), 10);
  }
}
