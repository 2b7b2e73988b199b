package dev.nevus.trainer;

import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.mask.MaskPng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Two folders, {@code images} and {@code masks}, as people train from them; drawn. */
public record DrawnFolder(Path path) {
  private static final int WIDTH = 96;
  private static final int HEIGHT = 72;

  /** Fills both folders with so many pairs. */
  public static DrawnFolder fill(Path path, int pairs) throws IOException {
    DrawnFolder folder = new DrawnFolder(path);
    Files.createDirectories(folder.images());
    Files.createDirectories(folder.masks());
    for (int i = 0; i < pairs; i++) {
      try (DrawnLesion lesion = DrawnLesions.draw(DrawnLesions.Scene.varied(WIDTH, HEIGHT, i), i)) {
        Files.write(folder.image(i), lesion.jpeg());
        Files.write(folder.mask(i), MaskPng.encode(lesion.mask()));
      }
    }
    return folder;
  }

  public Path images() {
    return path.resolve("images");
  }

  public Path masks() {
    return path.resolve("masks");
  }

  public Path image(int number) {
    return images().resolve("lesion" + number + ".jpg");
  }

  public Path mask(int number) {
    return masks().resolve("lesion" + number + "_segmentation.png");
  }
}
