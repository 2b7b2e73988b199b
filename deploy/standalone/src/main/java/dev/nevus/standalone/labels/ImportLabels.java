package dev.nevus.standalone.labels;

import dev.nevus.event.ImageMetadata;
import dev.nevus.event.Urgency;
import dev.nevus.eventlog.Backoff;
import dev.nevus.image.ImageId;
import dev.nevus.image.RefusedException;
import dev.nevus.label.Annotation;
import dev.nevus.standalone.client.HttpAnswer;
import dev.nevus.standalone.client.HttpDoor;
import dev.nevus.standalone.client.LabelDoor;
import dev.nevus.standalone.client.Sending;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Sends labelled images in: each image, then its mask. Goes on after a refusal; repeating it is
 * harmless.
 */
public final class ImportLabels {
  private static final int TRIES = 5;

  private final HttpDoor images;
  private final LabelDoor labels;
  private final Annotation said;
  private final int senders;

  /**
   * @param said what is kept with every label
   * @param senders how many images are sent at a time, at least 1
   */
  public ImportLabels(HttpDoor images, LabelDoor labels, Annotation said, int senders) {
    this.images = images;
    this.labels = labels;
    this.said = said;
    this.senders = senders;
  }

  /**
   * Returns once every image was labelled or refused.
   *
   * @param hear hears of each one, in order
   * @throws IOException if a file cannot be read, or Nevus keeps failing
   */
  public List<ImportedLabel> run(List<LabelledSource> sources, Consumer<ImportedLabel> hear)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(senders);
    try {
      List<Future<ImportedLabel>> pending = new ArrayList<>();
      for (LabelledSource source : sources) {
        pending.add(threads.submit(() -> send(source)));
      }
      List<ImportedLabel> imported = new ArrayList<>();
      for (Future<ImportedLabel> next : pending) {
        imported.add(result(next));
        hear.accept(imported.get(imported.size() - 1));
      }
      return imported;
    } finally {
      threads.shutdownNow();
    }
  }

  private static ImportedLabel result(Future<ImportedLabel> pending)
      throws IOException, InterruptedException {
    try {
      return pending.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private ImportedLabel send(LabelledSource source) throws IOException, InterruptedException {
    try {
      // A mask that cannot be read is told before its image is sent.
      byte[] mask = source.mask();
      byte[] image = source.image();
      ImageMetadata metadata = source.metadata();
      // Nobody waits for these masks: a person's are there.
      Sending sending =
          persistently(() -> images.send(image, source.name(), metadata, Urgency.BACKLOG));
      if (sending instanceof Sending.Refused refused) {
        return ImportedLabel.refused(source.name(), refused);
      }
      ImageId id = ((Sending.Taken) sending).image();
      HttpAnswer answer = persistently(() -> labels.put(id, mask, said));
      return answer instanceof HttpAnswer.Refused refused
          ? ImportedLabel.refused(source.name(), id, refused)
          : ImportedLabel.labelled(source.name(), id, (HttpAnswer.Given) answer);
    } catch (RefusedException e) {
      return ImportedLabel.refused(source.name(), e.refusal());
    }
  }

  private interface Request<T> {
    T send() throws IOException, InterruptedException;
  }

  /** Tries again where Nevus is overloaded or away for a moment. */
  private static <T> T persistently(Request<T> request) throws IOException, InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        return request.send();
      } catch (IOException e) {
        if (failures == TRIES) {
          throw e;
        }
        Backoff.DEFAULT.pause(failures);
      }
    }
  }
}
