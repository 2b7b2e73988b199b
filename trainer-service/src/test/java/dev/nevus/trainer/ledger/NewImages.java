package dev.nevus.trainer.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nevus.event.ImageMetadata;
import dev.nevus.image.ImageId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;

/** Images as a clinic might send them, without their pixels. The same seed gives the same ones. */
final class NewImages {
  private NewImages() {}

  static NewImage image(String name, ImageMetadata metadata, Fingerprint look) {
    return new NewImage(id(name), metadata, look);
  }

  static ImageId id(String name) {
    return ImageId.of(name.getBytes(UTF_8));
  }

  static ImageMetadata named(String patient, String lesion) {
    return new ImageMetadata(
        Optional.of(patient).filter(name -> !name.isEmpty()),
        Optional.of(lesion).filter(name -> !name.isEmpty()),
        Optional.empty(),
        OptionalDouble.empty());
  }

  static Fingerprint look(Random random) {
    byte[] bits = new byte[Fingerprint.BITS / 8];
    random.nextBytes(bits);
    return new Fingerprint(HexFormat.of().formatHex(bits));
  }

  /** That look with so many bits flipped, as a copy of the picture has. */
  static Fingerprint copy(Fingerprint look, int bits) {
    byte[] bytes = HexFormat.of().parseHex(look.hex());
    for (int bit = 0; bit < bits; bit++) {
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
    }
    return new Fingerprint(HexFormat.of().formatHex(bytes));
  }

  /** Images of which nothing is known, and no two alike. */
  static List<NewImage> strangers(int count, Random random) {
    return IntStream.range(0, count)
        .mapToObj(i -> image("stranger" + i, ImageMetadata.NONE, look(random)))
        .toList();
  }

  /**
   * Patients with several lesions, some of whose images lack the one name or the other, and among
   * them copies of any image that came before, turned or not.
   */
  static List<NewImage> mixed(int count, Random random) {
    List<NewImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int lesion = random.nextInt(count / 2);
      String patient = random.nextInt(3) == 0 ? "" : "P" + lesion / 3;
      ImageMetadata metadata = named(patient, random.nextInt(3) == 0 ? "" : "L" + lesion);
      images.add(image("mixed" + i, metadata, anyLook(images, random)));
    }
    return images;
  }

  private static Fingerprint anyLook(List<NewImage> before, Random random) {
    if (before.isEmpty() || random.nextInt(8) > 0) {
      return look(random);
    }
    Fingerprint look = before.get(random.nextInt(before.size())).fingerprint();
    return copy(look, random.nextInt(Kindred.NEAR)).turned().get(random.nextInt(8));
  }
}
