package dev.nevus.worker.model;

import dev.nevus.model.ModelId;
import dev.nevus.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Models by their names: the one that serves, and at most one other, which is opened when it is
 * asked for and closed when another one is, or after some idle time. Safe for many threads; opening
 * makes the others who ask for a name wait.
 */
public final class NamedModels implements AutoCloseable {
  /** How long the other model stays open though nobody asks for it. */
  public static final Duration IDLE = Duration.ofMinutes(5);

  /** How long a model that could not be verified is not looked at again. */
  static final Duration DECLINED = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(NamedModels.class);

  /** A model that could not be verified. */
  private record Declined(ModelId model, String code, String sentence, Instant at) {}

  private final ModelOpening opening;
  private final ServingModel serving;
  private final Clock clock;
  private final ModelSlot other = new ModelSlot();
  private Instant lastAsked = Instant.MIN;
  private Optional<Declined> declined = Optional.empty();

  public NamedModels(ModelOpening opening, ServingModel serving, Clock clock) {
    this.opening = opening;
    this.serving = serving;
    this.clock = clock;
  }

  /**
   * The name of the champion of the moment.
   *
   * @throws IllegalStateException if none serves yet
   */
  public ModelId champion() {
    try (InUse champion = acquireChampion()) {
      return champion.id();
    }
  }

  /**
   * The champion of the moment, for one image.
   *
   * @throws IllegalStateException if none serves yet
   */
  public InUse acquireChampion() {
    return serving.acquire();
  }

  /**
   * A model for one image, verified like a champion.
   *
   * @throws UnverifiedModelException if it must not serve
   * @throws StoreException if the store is away
   */
  public synchronized InUse acquire(ModelId model) throws StoreException, UnverifiedModelException {
    InUse champion = acquireChampion();
    if (champion.id().equals(model)) {
      return champion;
    }
    champion.close();
    if (!other.model().equals(Optional.of(model))) {
      open(model);
    }
    lastAsked = clock.instant();
    return other.acquire().orElseThrow();
  }

  private void open(ModelId model) throws StoreException, UnverifiedModelException {
    requireNotDeclined(model);
    // Closed before the next one opens: there is memory for one.
    other.clear();
    try {
      other.swap(opening.open(model));
      LOG.atInfo().addKeyValue("model", model).log("model opened for requests");
    } catch (UnverifiedModelException e) {
      if (!e.mayPass()) {
        declined = Optional.of(new Declined(model, e.code(), e.sentence(), clock.instant()));
      }
      LOG.atWarn()
          .addKeyValue("model", model)
          .addKeyValue("code", e.code())
          .addKeyValue("detail", e.sentence())
          .log("requests for a model are refused: it could not be verified");
      throw e;
    }
  }

  private void requireNotDeclined(ModelId model) throws UnverifiedModelException {
    Optional<Declined> before =
        declined
            .filter(d -> d.model().equals(model))
            .filter(d -> clock.instant().isBefore(d.at().plus(DECLINED)));
    if (before.isPresent()) {
      throw new UnverifiedModelException(before.get().code(), before.get().sentence());
    }
  }

  /** Closes the other model if nobody asked for it for some time. */
  public synchronized void closeIdle() {
    if (other.model().isPresent() && clock.instant().isAfter(lastAsked.plus(IDLE))) {
      other.clear();
    }
  }

  /** Closes the other model; the serving one is not this one's. */
  @Override
  public void close() {
    other.close();
  }

  @Override
  public String toString() {
    return "NamedModels[" + serving + ", " + other + "]";
  }
}
