package dev.nevus.standalone.cli;

import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An image to send, read or drawn when its turn comes. */
interface DemoImage {
  /** What the sender calls it. */
  String name();

  /** The file's bytes; a new array at each call. */
  byte[] bytes() throws IOException;

  /** Sizes as dermatoscopes make them. */
  List<MaskSize> SIZES =
      List.of(
          new MaskSize(767, 576),
          new MaskSize(1022, 767),
          new MaskSize(1504, 1129),
          new MaskSize(2048, 1536));

  /** Drawn images; those of one seed are always the same. */
  static List<DemoImage> drawn(int count, long seed) {
    List<DemoImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      MaskSize size = SIZES.get(i % SIZES.size());
      images.add(new Drawn("drawn-%02d".formatted(i + 1), size.width(), size.height(), seed + i));
    }
    return images;
  }

  /** The files of a folder. */
  static List<DemoImage> in(Path folder) throws IOException {
    return ImageFiles.of(List.of(folder)).stream().<DemoImage>map(FromFile::new).toList();
  }

  /** A drawn image. */
  record Drawn(String name, int width, int height, long seed) implements DemoImage {
    @Override
    public byte[] bytes() {
      try (DrawnLesion lesion =
          DrawnLesions.draw(DrawnLesions.Scene.varied(width, height, seed), seed)) {
        return lesion.jpeg();
      }
    }
  }

  /** A file. */
  record FromFile(Path file) implements DemoImage {
    @Override
    public String name() {
      return ImageFiles.stem(file).replaceAll("[^A-Za-z0-9._-]", "_");
    }

    @Override
    public byte[] bytes() throws IOException {
      return Files.readAllBytes(file);
    }
  }
}
