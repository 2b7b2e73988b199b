package dev.nevus.standalone.training;

import dev.nevus.training.Training;
import dev.nevus.training.TrainingState;
import dev.nevus.training.Trainings;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Follows the training that a request led to. */
public final class FollowTraining {
  private static final int LOOK_AGAIN_MILLIS = 300;

  private final Trainings trainings;

  public FollowTraining(Trainings trainings) {
    this.trainings = trainings;
  }

  /** Hears how it goes. */
  public interface Listener {
    /** It has begun. */
    void begun(Training training);

    /** It came a step further: another stage or another epoch. */
    void moved(TrainingState state);
  }

  /**
   * Waits for the end of the training that serves a request.
   *
   * @param request its name
   * @return the training with its end; without it, or empty, if that is not there within {@code
   *     patience}
   */
  public Optional<Training> await(String request, Duration patience, Listener listener)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    Optional<Training> seen = Optional.empty();
    while (true) {
      Optional<Training> now = find(request, seen);
      tell(seen, now, listener);
      if (now.filter(training -> training.end().isPresent()).isPresent()
          || System.nanoTime() > until) {
        return now;
      }
      seen = now;
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  private Optional<Training> find(String request, Optional<Training> seen) throws IOException {
    if (seen.isPresent()) {
      return trainings.find(seen.get().job().number());
    }
    return trainings.all().stream()
        .filter(training -> training.job().requests().contains(request))
        .findFirst();
  }

  private static void tell(Optional<Training> before, Optional<Training> now, Listener listener) {
    if (now.isEmpty()) {
      return;
    }
    if (before.isEmpty()) {
      listener.begun(now.get());
    }
    Optional<TrainingState> state = now.get().state();
    if (state.isPresent() && !place(before.flatMap(Training::state)).equals(place(state))) {
      listener.moved(state.get());
    }
  }

  private static String place(Optional<TrainingState> state) {
    return state.map(known -> known.stage() + " " + known.epoch()).orElse("");
  }
}
