package dev.nevus.standalone.cli;

import dev.nevus.image.ImageId;
import dev.nevus.standalone.client.HttpDoor;
import dev.nevus.standalone.client.Pushed;
import dev.nevus.standalone.client.Sending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The pictures that a person looks at, as files. */
final class OverlayFiles {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int LOOK_AGAIN_MILLIS = 50;

  private OverlayFiles() {}

  /** Writes {@code name.png} for each segmented image; how many there are. */
  static int write(HttpDoor http, List<Pushed> pushed, Path folder)
      throws IOException, InterruptedException {
    int written = 0;
    for (Pushed image : pushed) {
      if (image.isSegmented() && image.sending() instanceof Sending.Taken taken) {
        Files.write(folder.resolve(image.name() + ".png"), overlay(http, taken.image()));
        written++;
      }
    }
    return written;
  }

  /**
   * The page's catalog follows the log at a distance: the log told of the mask, so it will be there
   * in a moment.
   */
  private static byte[] overlay(HttpDoor http, ImageId image)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return http.overlay(image);
      } catch (IOException e) {
        if (System.nanoTime() > until) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
      }
    }
  }
}
