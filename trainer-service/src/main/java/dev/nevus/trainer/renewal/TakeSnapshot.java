package dev.nevus.trainer.renewal;

import dev.nevus.event.EventJson;
import dev.nevus.event.ImageStored;
import dev.nevus.image.ImageId;
import dev.nevus.image.LesionImage;
import dev.nevus.image.RefusedException;
import dev.nevus.label.DataSet;
import dev.nevus.label.Label;
import dev.nevus.store.DamagedObject;
import dev.nevus.store.Keys;
import dev.nevus.store.LabelName;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectStore;
import dev.nevus.trainer.ledger.Fingerprint;
import dev.nevus.trainer.ledger.NewImage;
import dev.nevus.trainer.ledger.SplitLedger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a data set of the labels that are known: for each image the mask that trains, and the side
 * that it is on, for ever. Images without a label in force are left out, and so is, with a warning,
 * an image that cannot be used: it must not keep the others waiting. For one thread, which has
 * helpers.
 */
final class TakeSnapshot {
  private static final Logger LOG = LoggerFactory.getLogger(TakeSnapshot.class);

  private final ObjectStore store;
  private final LabelsInForce labels;
  private final LabelPolicy policy;
  private final SplitLedger ledger;
  private final LocalImages images;
  private final RenewalFigures figures;
  // The same labels in force always lead to the same mask.
  private final Map<ImageId, Labelled> before = new ConcurrentHashMap<>();

  TakeSnapshot(
      ObjectStore store,
      LabelsInForce labels,
      LabelPolicy policy,
      SplitLedger ledger,
      LocalImages images,
      RenewalFigures figures) {
    this.store = store;
    this.labels = labels;
    this.policy = policy;
    this.ledger = ledger;
    this.images = images;
    this.figures = figures;
  }

  /** The mask that trains an image, and the labels in force that it was chosen from. */
  private record Labelled(ImageId image, List<Label> inForce, LabelPolicy.Chosen chosen) {}

  /**
   * The set of these labels.
   *
   * @param known labels that were collected
   * @throws IOException if the store is away, or this machine's disk fails
   */
  DataSet take(Set<LabelName> known) throws IOException, InterruptedException {
    List<Labelled> labelled =
        Several.of(List.copyOf(labels.of(known).entrySet()), this::labelled).stream()
            .flatMap(Optional::stream)
            .toList();
    assignNewOnes(labelled);
    Map<ImageId, Set<Integer>> numbers = new HashMap<>();
    known.forEach(
        name -> numbers.computeIfAbsent(name.image(), image -> new TreeSet<>()).add(name.number()));
    List<DataSet.Entry> entries = new ArrayList<>();
    for (Labelled one : labelled) {
      List<Integer> ofImage = List.copyOf(numbers.getOrDefault(one.image(), Set.of()));
      entries.addAll(entry(one, ofImage).stream().toList());
    }
    DataSet set = new DataSet(policy.words(), entries);
    figures.dataSet(set);
    return set;
  }

  private Optional<Labelled> labelled(Map.Entry<ImageId, List<Label>> inForce) throws IOException {
    ImageId image = inForce.getKey();
    Labelled last = before.get(image);
    if (last != null && last.inForce().equals(inForce.getValue())) {
      return Optional.of(last);
    }
    try {
      List<Label> ofImage = List.copyOf(inForce.getValue());
      Labelled now = new Labelled(image, ofImage, policy.choose(ofImage, store));
      before.put(image, now);
      return Optional.of(now);
    } catch (NoSuchObject | DamagedObject | RefusedException e) {
      leaveOut(image, e);
      return Optional.empty();
    }
  }

  private void assignNewOnes(List<Labelled> labelled) throws IOException, InterruptedException {
    List<ImageId> unassigned =
        labelled.stream()
            .map(Labelled::image)
            .filter(image -> ledger.find(image).isEmpty())
            .toList();
    ledger.assign(Several.of(unassigned, this::look).stream().flatMap(Optional::stream).toList());
  }

  private Optional<NewImage> look(ImageId image) throws IOException {
    try (LesionImage decoded = images.decoded(image)) {
      ImageStored stored = EventJson.fromJson(store.get(Keys.stored(image)), ImageStored.class);
      return Optional.of(new NewImage(image, stored.metadata(), Fingerprint.of(decoded)));
    } catch (NoSuchObject | DamagedObject | RefusedException e) {
      leaveOut(image, e);
      return Optional.empty();
    }
  }

  private static void leaveOut(ImageId image, Exception e) {
    LOG.atWarn()
        .addKeyValue("image", image)
        .addKeyValue("cause", e.getMessage())
        .log("a labelled image cannot be used and is left out");
  }

  private Optional<DataSet.Entry> entry(Labelled labelled, List<Integer> known) {
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
                    known));
  }
}
