package dev.nevus.trainer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.SetClock;
import dev.nevus.event.ImageMetadata;
import dev.nevus.image.ImageDecoder;
import dev.nevus.image.ImageId;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.LesionImage;
import dev.nevus.image.RefusedException;
import dev.nevus.image.SharedData;
import dev.nevus.label.Side;
import dev.nevus.store.InMemoryObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** On the real images beside the repository, where they are. */
class RealNearDuplicatesTest {
  /** Two lesions of one camera, one group in the manifest all the same: at 156, not a pair. */
  private static final String TWO_LESIONS = "ISIC_0010590";

  private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT);

  @Test
  void knownNearDuplicatesAreNeverOnTwoSides() throws IOException, RefusedException {
    Map<String, List<NewImage>> groups = groups();
    SplitLedger ledger =
        SplitLedger.open(
            new InMemoryObjectStore(), new SetClock(Instant.EPOCH), new Shares(0.3, 0.3));

    List<NewImage> second = new ArrayList<>();
    for (List<NewImage> group : groups.values()) {
      ledger.assign(List.of(group.get(0)));
      second.add(group.get(1));
    }
    ledger.assign(second);

    assertThat(groups.values())
        .allSatisfy(
            group ->
                assertThat(group)
                    .extracting(image -> ledger.find(image.image()).orElseThrow().side())
                    .doesNotContain(Side.WITHHELD)
                    .containsOnly(ledger.find(group.get(0).image()).orElseThrow().side()));
    System.err.println(groups.size() + " groups of real near duplicates");
  }

  private static Map<String, List<NewImage>> groups() throws IOException, RefusedException {
    Map<String, Path> images = new HashMap<>();
    for (Path file : SharedData.files("dermoscopy/train/images")) {
      images.put(String.valueOf(file.getFileName()).replace(".jpg", ""), file);
    }
    Path manifest =
        SharedData.files("dermoscopy/train").stream()
            .filter(file -> file.endsWith("manifest.csv"))
            .findFirst()
            .orElseThrow();
    Map<String, List<NewImage>> groups = new HashMap<>();
    for (String line : Files.readAllLines(manifest)) {
      String group = line.substring(line.lastIndexOf(',') + 1);
      if (group.startsWith("ISIC_") && !group.equals(TWO_LESIONS)) {
        String id = line.substring(0, line.indexOf(','));
        groups
            .computeIfAbsent(group, name -> new ArrayList<>())
            .add(read(Objects.requireNonNull(images.get(id))));
      }
    }
    groups.values().removeIf(group -> group.size() < 2);
    return groups;
  }

  private static NewImage read(Path file) throws IOException, RefusedException {
    byte[] bytes = Files.readAllBytes(file);
    try (LesionImage image = DECODER.decode(bytes)) {
      return new NewImage(ImageId.of(bytes), ImageMetadata.NONE, Fingerprint.of(image));
    }
  }
}
