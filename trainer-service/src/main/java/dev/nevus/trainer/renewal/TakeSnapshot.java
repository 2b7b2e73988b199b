package dev.nevus.trainer.renewal;

import dev.nevus.event.EventJson;
import dev.nevus.event.ImageStored;
import dev.nevus.image.ImageDecoder;
import dev.nevus.image.ImageId;
import dev.nevus.image.LesionImage;
import dev.nevus.image.RefusedException;
import dev.nevus.label.DataSet;
import dev.nevus.label.KeptLabel;
import dev.nevus.label.Label;
import dev.nevus.label.LabelBook;
import dev.nevus.store.Keys;
import dev.nevus.store.Keys.LabelName;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.StoreException;
import dev.nevus.trainer.ledger.Fingerprint;
import dev.nevus.trainer.ledger.NewImage;
import dev.nevus.trainer.ledger.SplitLedger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a data set of the labels that are known: for each image the mask that trains, and the side
 * that it is on, for ever. Images without a label in force are left out. Not for several threads.
 */
final class TakeSnapshot {
  private static final Logger LOG = LoggerFactory.getLogger(TakeSnapshot.class);

  private final ObjectStore store;
  private final LabelBook book;
  private final LabelPolicy policy;
  private final SplitLedger ledger;
  private final LocalImages images;
  private final ImageDecoder decoder;

  TakeSnapshot(
      ObjectStore store,
      LabelBook book,
      LabelPolicy policy,
      SplitLedger ledger,
      LocalImages images,
      ImageDecoder decoder) {
    this.store = store;
    this.book = book;
    this.policy = policy;
    this.ledger = ledger;
    this.images = images;
    this.decoder = decoder;
  }

  /** What one image brings into the set. */
  private record Labelled(ImageId image, LabelPolicy.Chosen chosen, List<Integer> known) {}

  /**
   * The set of these labels.
   *
   * @param known labels that were collected
   * @throws InterruptedException between two images
   */
  DataSet take(Set<LabelName> known) throws IOException, InterruptedException {
    Map<String, Set<Integer>> byImage = new TreeMap<>();
    known.forEach(
        name ->
            byImage
                .computeIfAbsent(name.image().sha256(), image -> new TreeSet<>())
                .add(name.number()));
    List<Labelled> labelled = new ArrayList<>();
    for (Map.Entry<String, Set<Integer>> one : byImage.entrySet()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("while reading labels");
      }
      labelled.addAll(labelled(new ImageId(one.getKey()), one.getValue()).stream().toList());
    }
    assignNewOnes(labelled);
    return new DataSet(policy.words(), labelled.stream().flatMap(l -> entry(l).stream()).toList());
  }

  private Optional<Labelled> labelled(ImageId image, Set<Integer> known) throws StoreException {
    List<Label> inForce =
        book.of(image).stream()
            .filter(KeptLabel::isInForce)
            .map(KeptLabel::label)
            .filter(label -> known.contains(label.number()))
            .toList();
    return inForce.isEmpty()
        ? Optional.empty()
        : Optional.of(new Labelled(image, policy.choose(inForce, store), List.copyOf(known)));
  }

  private void assignNewOnes(List<Labelled> labelled) throws IOException, InterruptedException {
    List<NewImage> unassigned = new ArrayList<>();
    for (Labelled one : labelled) {
      if (ledger.find(one.image()).isEmpty()) {
        unassigned.addAll(look(one.image()).stream().toList());
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("while looking at new images");
      }
    }
    ledger.assign(unassigned);
  }

  /** Nothing for an image that cannot be used any more: it must not keep the others waiting. */
  private Optional<NewImage> look(ImageId image) throws IOException {
    try (LesionImage decoded = decoder.decode(images.original(image))) {
      ImageStored stored = EventJson.fromJson(store.get(Keys.stored(image)), ImageStored.class);
      return Optional.of(new NewImage(image, stored.metadata(), Fingerprint.of(decoded)));
    } catch (NoSuchObject | RefusedException e) {
      LOG.atWarn()
          .addKeyValue("image", image)
          .addKeyValue("cause", e.getMessage())
          .log("a labelled image cannot be used and is left out");
      return Optional.empty();
    }
  }

  private Optional<DataSet.Entry> entry(Labelled labelled) {
    return ledger
        .find(labelled.image())
        .map(
            assignment ->
                new DataSet.Entry(
                    labelled.image(),
                    assignment.side(),
                    assignment.group().name(),
                    labelled.chosen().mask(),
                    Keys.labelDigest(labelled.chosen().mask()),
                    labelled.chosen().used(),
                    labelled.known()));
  }
}
