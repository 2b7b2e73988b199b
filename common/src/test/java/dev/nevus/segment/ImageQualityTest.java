package dev.nevus.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.image.ImageDecoder;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.LesionImage;
import dev.nevus.image.SharedData;
import dev.nevus.mask.LesionMeasures.Quality;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskPng;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ImageQualityTest {
  @Test
  void eachFlagMarksFewRealImages() throws Exception {
    List<Path> files = SharedData.files("dermoscopy/test/images");
    Map<Quality, Integer> marked = new EnumMap<>(Quality.class);
    for (Path file : files) {
      for (Quality flag : flags(file)) {
        marked.merge(flag, 1, Integer::sum);
      }
    }
    System.out.printf("quality flags of %d real images: %s%n", files.size(), marked);
    assertThat(marked.getOrDefault(Quality.NO_LESION_FOUND, 0)).isZero();
    assertThat(marked.values()).allSatisfy(n -> assertThat(n).isLessThan(files.size() / 8));
  }

  private static Iterable<Quality> flags(Path file) throws Exception {
    Path truth =
        file.resolveSibling("../masks/" + file.getFileName().toString().replace(".jpg", ".png"));
    float[] sure = new float[64 * 64];
    Arrays.fill(sure, 1);
    try (LesionImage image =
            new ImageDecoder(ImageLimits.DEFAULT).decode(Files.readAllBytes(file));
        Mask mask = MaskPng.decode(Files.readAllBytes(truth), ImageLimits.DEFAULT)) {
      Probability probability = new Probability(64, 64, sure);
      return LesionMeasurer.measure(image, mask, probability, OptionalDouble.empty()).quality();
    }
  }
}
