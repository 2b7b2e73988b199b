package dev.nevus.standalone.bench.worker;

import dev.nevus.image.ImageHeader;
import dev.nevus.image.ImageInspector;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.Inspection;
import dev.nevus.standalone.bench.NumberedImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Images of one size.
 *
 * @param size width x height, or {@code mixed}
 * @param images a different one each time
 */
public record SizedImages(String size, Supplier<byte[]> images) {
  /** The size that most public dermoscopy images have. */
  public static final String USUAL = "1022x767";

  private static final String MIXED = "mixed";
  private static final int MOST_SIZES = 4;
  private static final long SEED = 1;

  /** Drawings of a size. */
  public static SizedImages drawn(int width, int height) {
    return new SizedImages(width + "x" + height, new NumberedImages(width, height, SEED));
  }

  /** Drawings as small, as usual and as large as clinics send them. */
  public static List<SizedImages> drawn() {
    return List.of(drawn(767, 576), drawn(1022, 767), drawn(4288, 2848));
  }

  /**
   * The JPEG files in a folder, by their sizes; all as one group where there are more than four.
   *
   * @throws IOException if there is none
   */
  public static List<SizedImages> in(Path folder) throws IOException {
    Map<String, List<byte[]>> bySize = new TreeMap<>();
    List<byte[]> all = new ArrayList<>();
    ImageInspector inspector = new ImageInspector(ImageLimits.DEFAULT);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(SizedImages::isNamedJpeg).sorted().toList()) {
        byte[] image = Files.readAllBytes(file);
        if (inspector.inspect(image) instanceof Inspection.Accepted accepted) {
          ImageHeader header = accepted.header();
          String size = header.width() + "x" + header.height();
          bySize.computeIfAbsent(size, unseen -> new ArrayList<>()).add(image);
          all.add(image);
        }
      }
    }
    if (all.isEmpty()) {
      throw new IOException("there is no JPEG file in " + folder);
    }
    if (bySize.size() > MOST_SIZES) {
      return List.of(new SizedImages(MIXED, NumberedImages.of(all)));
    }
    return bySize.entrySet().stream()
        .map(entry -> new SizedImages(entry.getKey(), NumberedImages.of(entry.getValue())))
        .toList();
  }

  private static boolean isNamedJpeg(Path file) {
    return file.toString().matches("(?i).*\\.jpe?g");
  }
}
