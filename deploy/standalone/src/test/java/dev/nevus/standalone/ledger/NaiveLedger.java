package dev.nevus.standalone.ledger;

import dev.nevus.event.DeadLettered;
import dev.nevus.event.Event;
import dev.nevus.event.ImageStored;
import dev.nevus.event.LabelAccepted;
import dev.nevus.event.MaskPredicted;
import dev.nevus.event.ModelNominated;
import dev.nevus.event.Origin;
import dev.nevus.image.ImageId;
import dev.nevus.model.ModelId;
import dev.nevus.store.Keys;
import dev.nevus.store.LabelName;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.Sha256;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The slow twin: what the promise says, word by word, over sets of everything. */
final class NaiveLedger {
  private static final Pattern ORIGINAL = Pattern.compile("images/(.*)/original");
  private static final Pattern RECORD = Pattern.compile("masks/(.*)/(.*)\\.json");
  private static final Pattern LABEL = Pattern.compile("labels/(.*)/(\\d{6})\\.json");

  private final History history;
  private final Set<ObjectKey> keys;
  private final Map<String, Set<Event>> words = new HashMap<>();
  private final Set<ImageId> accepted;
  private final Set<ImageId> masked;
  private final Set<Origin> lettered;

  NaiveLedger(History history) throws Exception {
    this.history = history;
    this.keys = new HashSet<>(history.store.list(""));
    for (Event event : history.events.values()) {
      words.computeIfAbsent(event.id(), none -> new HashSet<>()).add(event);
    }
    this.accepted = images(ImageStored.class);
    this.masked = images(MaskPredicted.class);
    this.lettered = lettered();
  }

  Map<String, Object> sums() throws Exception {
    Map<String, Object> sums = new HashMap<>();
    Set<ImageId> rest = new TreeSet<>(accepted);
    rest.removeAll(masked);
    sums.put("accepted", (long) accepted.size());
    sums.put("masks", accepted.stream().filter(masked::contains).count());
    sums.put("result_without_accept", masked.stream().filter(i -> !accepted.contains(i)).count());
    sums.put("dead_letters", count(rest, i -> open(i).isEmpty()));
    sums.put("lost", count(rest, i -> !open(i).isEmpty() && history.finished.containsAll(open(i))));
    sums.put("backlog", count(rest, i -> !history.finished.containsAll(open(i))));
    sums.put(
        "overtaken",
        count(accepted, i -> masked.contains(i) && open(i).size() < accepts(i).size()));
    sums.put("repeated_accepts", all(ImageStored.class) - accepted.size());
    sums.put("results", ids(MaskPredicted.class));
    sums.put("labels", ids(LabelAccepted.class));
    sums.put(
        "twice",
        words.values().stream()
            .filter(w -> w.size() > 1)
            .filter(w -> isFact(w.iterator().next()))
            .count());
    sums.put("other_dead_letters", otherLetters());
    sums.put("missing_original", count(accepted, i -> !keys.contains(Keys.original(i))));
    sums.put("missing_mask", missingMasks());
    sums.put("missing_label", missingLabels());
    sums.put("bad_digest", badDigests());
    sums.put("orphan_image", orphans(ORIGINAL, m -> !accepted.contains(new ImageId(m.group(1)))));
    sums.put("orphan_mask", orphans(RECORD, m -> isUntold(m) && !isShadow(m) && !waits(m)));
    sums.put("shadow_masks", orphans(RECORD, m -> isUntold(m) && isShadow(m)));
    sums.put(
        "orphan_label",
        orphans(
            LABEL,
            m ->
                !words.containsKey(
                    "label-accepted/" + m.group(1) + "/" + Integer.parseInt(m.group(2)))));
    return sums;
  }

  private static boolean isFact(Event event) {
    return event instanceof MaskPredicted || event instanceof LabelAccepted;
  }

  private Set<ImageId> images(Class<? extends Event> kind) {
    Set<ImageId> images = new TreeSet<>();
    history.events.values().stream()
        .filter(kind::isInstance)
        .forEach(event -> images.add(new ImageId(event.key())));
    return images;
  }

  private long all(Class<? extends Event> kind) {
    return history.events.values().stream().filter(kind::isInstance).count();
  }

  private long ids(Class<? extends Event> kind) {
    return history.events.values().stream()
        .filter(kind::isInstance)
        .map(Event::id)
        .distinct()
        .count();
  }

  private Set<Origin> accepts(ImageId image) {
    Set<Origin> accepts = new HashSet<>();
    history.events.forEach(
        (origin, event) -> {
          if (event instanceof ImageStored stored && stored.image().equals(image)) {
            accepts.add(origin);
          }
        });
    return accepts;
  }

  private Set<Origin> lettered() {
    Set<Origin> origins = new HashSet<>();
    history
        .events
        .values()
        .forEach(
            event -> {
              if (event instanceof DeadLettered letter) {
                origins.add(letter.origin());
              }
            });
    return origins;
  }

  private Set<Origin> open(ImageId image) {
    Set<Origin> open = accepts(image);
    open.removeAll(lettered);
    return open;
  }

  private long otherLetters() {
    return lettered.stream()
        .filter(origin -> !(history.events.get(origin) instanceof ImageStored))
        .count();
  }

  private long missingMasks() {
    return words.values().stream()
        .map(told -> told.iterator().next())
        .filter(MaskPredicted.class::isInstance)
        .map(MaskPredicted.class::cast)
        .filter(
            mask ->
                !keys.contains(Keys.mask(mask.model(), mask.image()))
                    || !keys.contains(Keys.result(mask.model(), mask.image())))
        .count();
  }

  private long missingLabels() {
    Set<LabelName> missing = new HashSet<>();
    for (Event event : history.events.values()) {
      if (event instanceof LabelAccepted label
          && !(keys.contains(label.mask())
              && keys.contains(Keys.labelRecord(label.image(), label.number())))) {
        missing.add(new LabelName(label.image(), label.number()));
      }
    }
    return missing.size();
  }

  private long badDigests() throws Exception {
    long bad = 0;
    for (ObjectKey key : keys) {
      String path = key.path();
      String digest = Sha256.of(history.store.get(key));
      boolean named = path.endsWith("/original") || path.matches("labels/.*\\.png");
      bad += named && !path.contains(digest) ? 1 : 0;
    }
    return bad;
  }

  private boolean isUntold(Matcher record) {
    return !words.containsKey("mask-predicted/" + record.group(1) + "/" + record.group(2));
  }

  private boolean waits(Matcher record) {
    ImageId image = new ImageId(record.group(2));
    return !history.finished.containsAll(open(image));
  }

  private boolean isShadow(Matcher record) {
    boolean nominated =
        history.events.values().stream()
            .anyMatch(
                event ->
                    event instanceof ModelNominated one
                        && one.model().equals(new ModelId(record.group(1))));
    return nominated && masked.contains(new ImageId(record.group(2)));
  }

  private long orphans(Pattern form, Predicate<Matcher> isOrphan) {
    return keys.stream()
        .map(key -> form.matcher(key.path()))
        .filter(Matcher::matches)
        .filter(isOrphan)
        .count();
  }

  private static long count(Set<ImageId> images, Predicate<ImageId> which) {
    return images.stream().filter(which).count();
  }
}
