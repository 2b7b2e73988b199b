package dev.nevus.trainer.renewal;

import dev.nevus.image.ImageId;
import dev.nevus.label.Label;
import dev.nevus.label.LabelBook;
import dev.nevus.store.DamagedObject;
import dev.nevus.store.LabelName;
import dev.nevus.store.NoSuchObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The labels that may train. A label never changes, so each is read once and remembered, at about
 * 500 bytes; which are there and which were withdrawn is looked up anew each time, in one listing.
 * For one thread, which has helpers.
 */
final class LabelsInForce {
  private static final Logger LOG = LoggerFactory.getLogger(LabelsInForce.class);

  private final LabelBook book;
  private final Map<LabelName, Label> read = new ConcurrentHashMap<>();

  LabelsInForce(LabelBook book) {
    this.book = book;
  }

  /**
   * Those of the known ones that are in force, by the id of their image; those of an image the
   * oldest first. One that cannot be read is left out with a warning.
   */
  Map<ImageId, List<Label>> of(Set<LabelName> known) throws IOException, InterruptedException {
    Set<LabelName> inForce = book.inForce();
    List<LabelName> wanted =
        known.stream()
            .filter(inForce::contains)
            .sorted(Comparator.comparingInt(LabelName::number))
            .toList();
    Map<ImageId, List<Label>> byImage =
        new TreeMap<>(Comparator.comparing((ImageId image) -> image.sha256()));
    Several.of(wanted, this::label).stream()
        .flatMap(Optional::stream)
        .forEach(
            label -> byImage.computeIfAbsent(label.image(), i -> new ArrayList<>()).add(label));
    return byImage;
  }

  private Optional<Label> label(LabelName name) throws IOException {
    Label known = read.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    try {
      Label label = book.get(name);
      read.put(name, label);
      return Optional.of(label);
    } catch (NoSuchObject | DamagedObject e) {
      LOG.atWarn()
          .addKeyValue("image", name.image())
          .addKeyValue("label", name.number())
          .addKeyValue("cause", e.getMessage())
          .log("a label cannot be read and is left out");
      return Optional.empty();
    }
  }
}
