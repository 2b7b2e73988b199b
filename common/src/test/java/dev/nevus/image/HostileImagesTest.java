package dev.nevus.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostileImagesTest {
  private static final int RANDOM_FILES = 5_000;
  private static final byte[][] SIGNATURES = {
    {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF},
    {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'},
    {'B', 'M'},
    {'I', 'I', 42, 0, 8, 0, 0, 0},
    {'M', 'M', 0, 42, 0, 0, 0, 8},
    {}
  };

  private final ImageInspector inspector = new ImageInspector(ImageLimits.DEFAULT);
  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

  @Test
  void randomBytesBehindASignatureAreAnsweredAndNeverThrown() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < RANDOM_FILES; i++) {
      byte[] file = new byte[64 + random.nextInt(400)];
      random.nextBytes(file);
      byte[] signature = SIGNATURES[i % SIGNATURES.length];
      System.arraycopy(signature, 0, file, 0, signature.length);
      decodeOrRefuse(file, "seed %d, file %d".formatted(seed, i));
    }
  }

  @Test
  void mutatedImagesAreDecodedToTheirDeclaredSizeOrRefused() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String[] extensions = {".jpg", ".png", ".bmp", ".tiff"};
    for (int i = 0; i < RANDOM_FILES; i++) {
      byte[] file = ImageFiles.of(extensions[i % extensions.length], 40, 24);
      // Most of it near the front, where the structure is.
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        int reach = random.nextBoolean() ? Math.min(160, file.length) : file.length;
        int at =
            random.nextInt(4) == 0
                ? file.length - 1 - random.nextInt(reach)
                : random.nextInt(reach);
        file[at] = (byte) random.nextInt(256);
      }
      decodeOrRefuse(file, "seed %d, file %d".formatted(seed, i));
    }
  }

  @Test
  void thePngSuiteIsReadAndItsCorruptFilesAreRefused() throws IOException {
    List<Path> files = SharedData.files("bad-images/png");
    int corrupt = 0;
    int small = 0;
    for (Path path : files) {
      byte[] file = Files.readAllBytes(path);
      String name = path.getFileName().toString();
      boolean tooSmall =
          inspector.inspect(file) instanceof Inspection.Refused refused
              && refused.refusal().code() == Refusal.Code.TOO_SMALL;
      boolean decoded = decodeOrRefuse(file, name);
      corrupt += name.startsWith("x") ? 1 : 0;
      small += tooSmall ? 1 : 0;
      assertThat(decoded).as(name).isEqualTo(!name.startsWith("x") && !tooSmall);
    }
    System.out.printf(
        "PngSuite: %d files, %d of them corrupt, %d too small%n", files.size(), corrupt, small);
    assertThat(corrupt).isEqualTo(14);
  }

  @Test
  void thePngSuiteIsReadWholeWhereSmallImagesAreTaken() throws Exception {
    ImageDecoder patient = new ImageDecoder(new ImageLimits(1 << 20, 1 << 20, 1 << 10, 1));
    for (Path path : SharedData.files("bad-images/png")) {
      if (!path.getFileName().toString().startsWith("x")) {
        try (LesionImage image = patient.decode(Files.readAllBytes(path))) {
          assertThat(image.width()).as(path.toString()).isBetween(1, 256);
        }
      }
    }
  }

  /** Whether it was decoded. */
  private boolean decodeOrRefuse(byte[] file, String which) {
    try (LesionImage image = decoder.decode(file)) {
      ImageHeader header = ((Inspection.Accepted) inspector.inspect(file)).header();
      assertThat(image.width()).as(which).isEqualTo(header.width());
      assertThat(image.height()).as(which).isEqualTo(header.height());
      return true;
    } catch (RefusedException e) {
      assertThat(e.refusal().detail()).as(which).isNotBlank();
      return false;
    } catch (RuntimeException e) {
      throw new AssertionError(which, e);
    }
  }
}
