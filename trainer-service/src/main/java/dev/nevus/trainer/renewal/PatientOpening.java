package dev.nevus.trainer.renewal;

import dev.nevus.eventlog.Backoff;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens what needs the store, which may be away at that moment. */
final class PatientOpening {
  private static final Logger LOG = LoggerFactory.getLogger(PatientOpening.class);

  private PatientOpening() {}

  /** Opens something. */
  @FunctionalInterface
  interface Opening<T> {
    T open() throws IOException;
  }

  /** Tries until it opens. */
  static <T> T of(Opening<T> opening) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        return opening.open();
      } catch (IOException e) {
        LOG.atWarn().addKeyValue("cause", e.getMessage()).log("the trainer waits for the store");
        Backoff.DEFAULT.pause(failures);
      }
    }
  }
}
