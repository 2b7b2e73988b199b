package dev.nevus.standalone.refresh;

import dev.nevus.event.MaskPredicted;
import dev.nevus.image.ImageId;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.RefusedException;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskPng;
import dev.nevus.mask.Overlap;
import dev.nevus.model.ModelId;
import dev.nevus.standalone.client.Ending;
import dev.nevus.standalone.client.Endings;
import dev.nevus.standalone.client.HttpDoor;
import dev.nevus.standalone.client.Sending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The one image whose masks are shown. */
final class ExampleImage {
  private static final int LOOK_AGAIN_MILLIS = 50;

  private final HttpDoor http;
  private final Endings endings;
  private final Path pictures;

  ExampleImage(HttpDoor http, Endings endings, Path pictures) {
    this.http = http;
    this.endings = endings;
    this.pictures = pictures;
  }

  /** Sends it, and waits for the serving model's mask of it. */
  MaskPredicted send() throws IOException, InterruptedException {
    byte[] file;
    try (DrawnLesion example = RoundSize.example()) {
      file = example.jpeg();
    }
    Sending answer = http.send(file, "example");
    if (!(answer instanceof Sending.Taken taken)) {
      throw new IOException("the example was refused: " + answer);
    }
    Optional<Ending> end = endings.await(taken.image(), RoundSize.PATIENCE);
    if (end.orElse(null) instanceof Ending.Segmented segmented) {
      return segmented.mask();
    }
    throw new IOException("the example got no mask: " + end);
  }

  /** Waits for a model's mask of it. */
  void await(ImageId image, ModelId model) throws IOException, InterruptedException {
    if (endings.await(image, model, RoundSize.PATIENCE).isEmpty()) {
      throw new IOException("the example got no mask of the new model");
    }
  }

  /** Compares a model's mask with the truth, and writes the picture {@code name.png}. */
  ShownMask show(ImageId image, ModelId model, String name)
      throws IOException, InterruptedException {
    String path = "/v1/images/" + image + "/%s?model=" + model;
    Path picture = pictures.resolve(name + ".png");
    Files.write(picture, eventually(path.formatted("overlay")));
    return new ShownMask(
        model.value(), jaccard(eventually(path.formatted("mask"))), picture.toString());
  }

  private static double jaccard(byte[] png) throws IOException {
    try (Mask mask = MaskPng.decode(png, ImageLimits.DEFAULT);
        DrawnLesion example = RoundSize.example()) {
      return Overlap.of(mask, example.mask()).jaccard();
    } catch (RefusedException e) {
      throw new IOException("the mask cannot be read: " + e.getMessage(), e);
    }
  }

  /** The catalog follows the log at a distance. */
  private byte[] eventually(String path) throws IOException, InterruptedException {
    long until = System.nanoTime() + RoundSize.PATIENCE.toNanos();
    while (true) {
      try {
        return http.get(path);
      } catch (IOException e) {
        if (System.nanoTime() > until) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
      }
    }
  }
}
