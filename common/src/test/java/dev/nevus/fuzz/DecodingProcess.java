package dev.nevus.fuzz;

import dev.nevus.image.ImageDecoder;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.LesionImage;
import dev.nevus.image.RefusedException;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskPng;
import dev.nevus.segment.MaskForm;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.ReferenceSegmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Decodes hostile images and makes masks of them, as a worker does, in a process of its own: says
 * on standard output what it is about to decode, and then what became of it. If it dies, what it
 * said last is the culprit.
 */
final class DecodingProcess {
  static final String BEGIN = "begin ";
  static final String END = "end ";
  static final String MASK = "mask";

  private static final ImageLimits LIMITS = new ImageLimits(1 << 22, 2_000_000, 5_000, 16);
  private static final ModelInput INPUT = new ModelInput(32, 32);

  private final ImageDecoder decoder = new ImageDecoder(LIMITS);
  private final ReferenceSegmenter segmenter = new ReferenceSegmenter(INPUT);

  private DecodingProcess() {}

  /** Arguments: first seed, number of seeds, then files. */
  public static void main(String[] arguments) throws IOException {
    DecodingProcess process = new DecodingProcess();
    Mutations mutations = new Mutations();
    for (byte[] file : mutations.sound()) {
      process.tell("sound", file);
    }
    for (String file : List.of(arguments).subList(2, arguments.length)) {
      process.tell(file, Files.readAllBytes(Path.of(file)));
    }
    long first = Long.parseLong(arguments[0]);
    for (long seed = first; seed < first + Integer.parseInt(arguments[1]); seed++) {
      process.tell("seed " + seed, mutations.of(seed));
    }
    System.out.println(END + "peak " + peakMegabytes());
  }

  private void tell(String which, byte[] file) {
    System.out.println(BEGIN + which);
    System.out.println(END + outcome(file));
  }

  private String outcome(byte[] file) {
    try (LesionImage image = decoder.decode(file, decoder.inspect(file), INPUT.least());
        Mask mask =
            MaskForm.ISIC.of(
                segmenter.segment(INPUT.tensor(image)), image.width(), image.height())) {
      return MaskPng.encode(mask).length > 0 ? MASK : "nothing";
    } catch (RefusedException e) {
      return e.refusal().code().id();
    }
  }

  /** The most memory that this process ever held, as Linux counts it; 0 elsewhere. */
  private static long peakMegabytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
      }
    }
    return 0;
  }
}
