package dev.nevus.trainer.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the images and their masks are, for every command that needs both. */
final class LabelledFolders {
  @Option(names = "--images", required = true, paramLabel = "DIR", description = "The images.")
  private Path images = Path.of(".");

  @Option(
      names = "--masks",
      required = true,
      paramLabel = "DIR",
      description =
          "Their true masks, of the images' sizes; ISIC_1.jpg goes with ISIC_1.png or"
              + " ISIC_1_segmentation.png.")
  private Path masks = Path.of(".");

  Path images() {
    return images;
  }

  Path masks() {
    return masks;
  }
}
