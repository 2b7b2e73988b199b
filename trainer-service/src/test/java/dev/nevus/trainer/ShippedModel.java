package dev.nevus.trainer;

import dev.nevus.label.folder.ImageFolders;
import dev.nevus.label.folder.LabelledImage;
import dev.nevus.trainer.unet.UNetShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The model that workers ship with, and the real images beside the repository. */
public final class ShippedModel {
  public static final UNetShape SHAPE = UNetShape.quarterGrid(256, 32);

  private static final Path ROOT =
      Path.of(System.getProperty("nevus.root", "..")).toAbsolutePath().normalize();
  private static final Path FOLDER =
      ROOT.resolve("segmentation-worker/src/main/resources/models/default");
  private static final Path IMAGES = ROOT.resolveSibling("shared/data/dermoscopy/test");

  private ShippedModel() {}

  public static byte[] file() throws IOException {
    return Files.readAllBytes(FOLDER.resolve("model.onnx"));
  }

  public static byte[] manifest() throws IOException {
    return Files.readAllBytes(FOLDER.resolve("manifest.json"));
  }

  /** Labelled images that it did not learn from; none where there is no such folder. */
  public static List<LabelledImage> realImages() throws Exception {
    Path folder = Path.of(System.getProperty("nevus.images", IMAGES.toString()));
    return Files.isDirectory(folder.resolve("images"))
        ? ImageFolders.pair(folder.resolve("images"), folder.resolve("masks"))
        : List.of();
  }
}
