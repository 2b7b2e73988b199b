package dev.nevus.label;

import dev.nevus.event.EventJson;
import dev.nevus.image.ImageId;
import dev.nevus.image.RefusedException;
import dev.nevus.store.DamagedObject;
import dev.nevus.store.Keys;
import dev.nevus.store.LabelName;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.Sha256;
import dev.nevus.store.StoreException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All labels, in the object store: masks under their own digests, and beside them numbered records
 * that are only ever added. Nothing is overwritten and nothing is removed. Safe for many threads
 * and many processes.
 */
public final class LabelBook {
  private static final String PNG = "image/png";
  private static final String JSON = "application/json";

  private final ObjectStore store;
  private final Clock clock;

  public LabelBook(ObjectStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * What became of a label that was handed in.
   *
   * @param repeated whether it is the one that the same person handed in last, so nothing was added
   */
  public record Added(Label label, boolean repeated) {}

  /**
   * Returns once the label is durable. The mask that a person handed in last for an image, handed
   * in again, is the same label.
   *
   * @param mask PNG file of the image's displayed size; the caller has checked it
   */
  public Added add(ImageId image, byte[] mask, Annotation annotation) throws StoreException {
    ObjectKey key = Keys.label(image, Sha256.of(mask));
    while (true) {
      // Read anew after a lost race: it may have been the same person's same mask.
      List<KeptLabel> before = of(image);
      Optional<Label> last = lastOf(annotation.annotator(), before);
      if (last.isPresent() && last.get().mask().equals(key)) {
        return new Added(last.get(), true);
      }
      store.put(key, mask, PNG);
      Label label = label(image, before.size() + 1, key, annotation);
      ObjectKey record = Keys.labelRecord(image, label.number());
      if (store.putIfAbsent(record, EventJson.toJson(label), JSON)) {
        return new Added(label, false);
      }
    }
  }

  private Label label(ImageId image, int number, ObjectKey mask, Annotation annotation) {
    return new Label(
        image,
        number,
        mask,
        annotation.annotator(),
        annotation.comment(),
        annotation.accepted(),
        clock.instant());
  }

  private static Optional<Label> lastOf(String annotator, List<KeptLabel> labels) {
    Optional<KeptLabel> last = Optional.empty();
    for (KeptLabel kept : labels) {
      if (kept.label().annotator().equals(annotator)) {
        last = Optional.of(kept);
      }
    }
    return last.filter(KeptLabel::isInForce).map(KeptLabel::label);
  }

  /** All labels of an image, the oldest first, withdrawn ones too. */
  public List<KeptLabel> of(ImageId image) throws StoreException {
    Set<ObjectKey> keys = new LinkedHashSet<>(store.list(Keys.labelsPrefix(image)));
    List<KeptLabel> labels = new ArrayList<>();
    for (ObjectKey key : keys) {
      if (Keys.labelOf(key).isPresent()) {
        Label label = parsed(key, Label.class);
        ObjectKey withdrawal = Keys.withdrawal(image, label.number());
        labels.add(
            new KeptLabel(
                label,
                keys.contains(withdrawal)
                    ? Optional.of(parsed(withdrawal, Withdrawal.class))
                    : Optional.empty()));
      }
    }
    return labels;
  }

  /** Names of all labels in force, of all images: one listing, however many there are. */
  public Set<LabelName> inForce() throws StoreException {
    Set<ObjectKey> keys = Set.copyOf(store.list(Keys.labelsPrefix()));
    return keys.stream()
        .flatMap(key -> Keys.labelOf(key).stream())
        .filter(label -> !keys.contains(Keys.withdrawal(label.image(), label.number())))
        .collect(Collectors.toSet());
  }

  /**
   * A label, in force or withdrawn; it never changes.
   *
   * @throws NoSuchObject if there is none of this name
   * @throws DamagedObject if what is there cannot be read, or is another label's
   */
  public Label get(LabelName name) throws StoreException {
    ObjectKey key = Keys.labelRecord(name.image(), name.number());
    Label label = parsed(key, Label.class);
    if (!label.name().equals(name)) {
      throw new DamagedObject(key, "it tells of another label");
    }
    return label;
  }

  /** One label of an image, or empty where there is none of this number. */
  public Optional<KeptLabel> find(ImageId image, int number) throws StoreException {
    if (store.size(Keys.labelRecord(image, number)).isEmpty()) {
      return Optional.empty();
    }
    ObjectKey withdrawal = Keys.withdrawal(image, number);
    return Optional.of(
        new KeptLabel(
            get(new LabelName(image, number)),
            store.size(withdrawal).isPresent()
                ? Optional.of(parsed(withdrawal, Withdrawal.class))
                : Optional.empty()));
  }

  /**
   * Returns once it is durable that the label trains no future model. Of several withdrawals the
   * first one is kept.
   *
   * @return the withdrawal that is kept, or empty where there is no such label
   */
  public Optional<Withdrawal> withdraw(ImageId image, int number, String by, String reason)
      throws StoreException {
    if (store.size(Keys.labelRecord(image, number)).isEmpty()) {
      return Optional.empty();
    }
    Withdrawal withdrawal = new Withdrawal(image, number, by, reason, clock.instant());
    ObjectKey key = Keys.withdrawal(image, number);
    return Optional.of(
        store.putIfAbsent(key, EventJson.toJson(withdrawal), JSON)
            ? withdrawal
            : parsed(key, Withdrawal.class));
  }

  private <T> T parsed(ObjectKey key, Class<T> type) throws StoreException {
    try {
      return EventJson.fromJson(store.get(key), type);
    } catch (NoSuchObject e) {
      throw e;
    } catch (RefusedException e) {
      throw new DamagedObject(key, e);
    }
  }

  @Override
  public String toString() {
    return "LabelBook[" + store + "]";
  }
}
