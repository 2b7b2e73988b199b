package dev.nevus.standalone.client;

import dev.nevus.event.DeadLetterDecided;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.MaskPredicted;
import dev.nevus.event.Origin;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.kafka.KafkaConfig;
import dev.nevus.image.ImageId;
import dev.nevus.model.ModelId;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Listens to the log for the ends of images. Safe for many threads. */
public final class Endings implements AutoCloseable {
  private final LogListener log;

  /** Begins to listen, from the log's beginning. */
  public Endings(String bootstrap, Clock clock) {
    log =
        new LogListener(
            KafkaConfig.plain(bootstrap), Set.of(Topic.MASKS_PREDICTED, Topic.DEAD_LETTERS), clock);
  }

  /** All ends told so far, in the order in which they were seen. */
  public List<Ending> all() {
    return log.all().stream().flatMap(Endings::ending).toList();
  }

  /** Waits for the end of this image, but not longer than {@code patience}. */
  public Optional<Ending> await(ImageId image, Duration patience) throws InterruptedException {
    return log.await(heard -> end(heard, image), patience);
  }

  /**
   * A mask outranks a letter, and a letter that somebody replayed is no end: another one may come.
   */
  private static Optional<Ending> end(List<LogListener.Heard> heard, ImageId image) {
    Set<Origin> replayed = new HashSet<>();
    for (LogListener.Heard one : heard) {
      if (one.delivery().event() instanceof DeadLetterDecided decided
          && decided.decision() == DeadLetterDecided.Decision.REPLAYED) {
        replayed.add(decided.origin());
      }
    }
    return heard.stream()
        .flatMap(Endings::ending)
        .filter(ending -> isOf(image, ending))
        .filter(
            ending ->
                !(ending instanceof Ending.GivenUp up && replayed.contains(up.letter().origin())))
        .min(Comparator.comparing(Ending.GivenUp.class::isInstance));
  }

  /** Waits for a model's mask of this image, but not longer than {@code patience}. */
  public Optional<Ending.Segmented> await(ImageId image, ModelId model, Duration patience)
      throws InterruptedException {
    return log.await(
        heard ->
            heard.stream()
                .flatMap(Endings::ending)
                .filter(Ending.Segmented.class::isInstance)
                .map(Ending.Segmented.class::cast)
                .filter(end -> end.mask().image().equals(image) && end.mask().model().equals(model))
                .findFirst(),
        patience);
  }

  @Override
  public void close() {
    log.close();
  }

  private static boolean isOf(ImageId image, Ending ending) {
    if (ending instanceof Ending.Segmented segmented) {
      return segmented.mask().image().equals(image);
    }
    // A record that never became an image is told apart by the digest that names its bytes.
    DeadLettered letter = ((Ending.GivenUp) ending).letter();
    return letter.image().equals(Optional.of(image))
        || letter.content().filter(content -> content.path().endsWith("/" + image)).isPresent();
  }

  private static Stream<Ending> ending(LogListener.Heard heard) {
    if (heard.delivery().event() instanceof MaskPredicted mask) {
      return Stream.of(new Ending.Segmented(mask, heard.delivery().correlation(), heard.at()));
    }
    return heard.delivery().event() instanceof DeadLettered letter
        ? Stream.of(new Ending.GivenUp(letter, heard.delivery().correlation(), heard.at()))
        : Stream.empty();
  }
}
