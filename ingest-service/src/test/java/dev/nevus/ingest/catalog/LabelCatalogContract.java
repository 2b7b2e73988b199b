package dev.nevus.ingest.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.image.ImageId;
import dev.nevus.ingest.Facts;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the catalog knows of labels and champions, on every database. */
abstract class LabelCatalogContract {
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
  void showsTheChampionsMaskBeforeTheNewest() throws IOException {
    world.take(
        List.of(
            Facts.promoted(Facts.NEW_MODEL, 2),
            Facts.promoted(Facts.OLD_MODEL, 1),
            Facts.stored(IMAGE, NOON),
            Facts.mask(IMAGE, Facts.NEW_MODEL, NOON.plusSeconds(1)),
            Facts.mask(IMAGE, Facts.OLD_MODEL, NOON.plusSeconds(2))));
    List<MaskEntry> before = catalog.find(IMAGE).orElseThrow().masks();

    world.take(List.of(Facts.promoted(Facts.OLD_MODEL, 3)));

    assertThat(before)
        .extracting(MaskEntry::model)
        .containsExactly(Facts.NEW_MODEL, Facts.OLD_MODEL);
    assertThat(catalog.find(IMAGE).orElseThrow().masks())
        .extracting(MaskEntry::model)
        .containsExactly(Facts.OLD_MODEL, Facts.NEW_MODEL);
  }

  @Test
  void countsTheLabelsInForce() throws IOException {
    ImageId other = Facts.image("b");
    world.take(
        List.of(
            Facts.stored(IMAGE, NOON),
            Facts.withdrawn(IMAGE, 2, NOON.plusSeconds(3)),
            Facts.labelled(IMAGE, 1, NOON.plusSeconds(1)),
            Facts.labelled(IMAGE, 2, NOON.plusSeconds(2)),
            Facts.labelled(IMAGE, 1, NOON.plusSeconds(1)),
            Facts.stored(other, NOON),
            Facts.withdrawn(other, 1, NOON.plusSeconds(3))));

    assertThat(catalog.find(IMAGE).orElseThrow().labels()).isEqualTo(1);
    assertThat(catalog.find(other).orElseThrow().labels()).isZero();
    assertThat(catalog.list(labelled(LabelState.LABELLED)))
        .extracting(ImageEntry::image)
        .containsExactly(IMAGE);
    assertThat(catalog.list(labelled(LabelState.UNLABELLED)))
        .extracting(ImageEntry::image)
        .containsExactly(other);
  }

  @Test
  void forgetsLabelsAndChampionsWhenItIsRebuilt() throws IOException {
    world.take(List.of(Facts.labelled(IMAGE, 1, NOON), Facts.promoted(Facts.OLD_MODEL, 1)));

    world.empty();

    assertThat(world.rows("labels")).isEmpty();
    assertThat(world.rows("champions")).isEmpty();
  }

  @Test
  void listsWhatTheChampionDidNotSegmentPageByPage() throws IOException {
    OutdatedImages images = new OutdatedImages(world.database);
    List<ImageId> newestFirst = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ImageId image = Facts.image("image " + i);
      newestFirst.add(0, image);
      // Two at once: the id decides between them.
      Instant at = NOON.plusSeconds(i / 2);
      world.take(List.of(Facts.stored(image, at), Facts.mask(image, Facts.OLD_MODEL, at)));
    }
    ImageId done = Facts.image("done");
    world.take(
        List.of(
            Facts.stored(done, NOON),
            Facts.mask(done, Facts.OLD_MODEL, NOON),
            Facts.mask(done, Facts.NEW_MODEL, NOON.plusSeconds(1)),
            Facts.stored(Facts.image("waiting"), NOON),
            Facts.mask(Facts.image("never stored"), Facts.OLD_MODEL, NOON)));
    OutdatedImages.Wanted all =
        new OutdatedImages.Wanted(Facts.NEW_MODEL, Optional.empty(), Optional.empty());
    OutdatedImages.Wanted some =
        new OutdatedImages.Wanted(
            Facts.NEW_MODEL, Optional.of(Facts.OLD_MODEL), Optional.of(NOON.plusSeconds(1)));

    List<OutdatedImages.Outdated> first = images.page(all, Optional.empty(), 2);
    List<OutdatedImages.Outdated> rest = images.page(all, Optional.of(first.get(1)), 10);

    List<OutdatedImages.Outdated> both = new ArrayList<>(first);
    both.addAll(rest);
    assertThat(both)
        .extracting(OutdatedImages.Outdated::image)
        .containsExactlyInAnyOrderElementsOf(newestFirst);
    assertThat(both)
        .extracting(OutdatedImages.Outdated::at)
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(first.get(0).metadata()).isEqualTo(Facts.stored(done, NOON).metadata());
    assertThat(images.page(some, Optional.empty(), 10)).isEqualTo(both.subList(0, 3));
    assertThat(images.upToDate(all)).isEqualTo(1);
    assertThat(images.upToDate(some)).isZero();
  }

  private static Catalog.Query labelled(LabelState state) {
    return new Catalog.Query(
        Optional.empty(), Optional.of(state), Optional.empty(), Optional.empty(), 10);
  }
}
