package dev.nevus.standalone.cli;

import dev.nevus.image.ImageDecoder;
import dev.nevus.image.ImageLimits;
import dev.nevus.segment.MaskForm;
import dev.nevus.segment.Segmenter;
import dev.nevus.segment.onnx.BadModelException;
import dev.nevus.segment.onnx.OnnxSegmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Folder to folder, without broker or store. */
@Command(
    name = "segment",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the mask of every image in a folder into another one, without broker or store.",
      "Exit code 1 if an image could not be segmented; the others are."
    })
final class SegmentFolder implements Callable<Integer> {
  private final Path root;
  private final Console console;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(names = "--in", required = true, paramLabel = "DIR", description = "Folder with images.")
  private Path in = Path.of(".");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for masks; made if missing.")
  private Path out = Path.of(".");

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description = "Size of the masks, for example 320x240; by default each image's own.")
  private @Nullable MaskSize size;

  @Option(
      names = "--format",
      defaultValue = "png",
      description = "${COMPLETION-CANDIDATES}; by default ${DEFAULT-VALUE}.")
  private MaskFile.Format format = MaskFile.Format.png;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "ONNX file; by default the one that Nevus ships.")
  private @Nullable Path model;

  SegmentFolder(Path root, Console console) {
    this.root = root;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Path> files = ImageFiles.of(List.of(in));
    requireOneNameEach(files);
    Files.createDirectories(out);
    try (Segmenter segmenter =
        open(model == null ? common.installation(root).defaultModel() : model)) {
      ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
      MaskFile masks =
          new MaskFile(segmenter, decoder, MaskForm.ISIC, format, Optional.ofNullable(size));
      return segmentAll(files, masks) ? 0 : 1;
    }
  }

  private boolean segmentAll(List<Path> files, MaskFile masks)
      throws IOException, InterruptedException {
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<MaskFile.Written>> results = new ArrayList<>();
      for (Path file : files) {
        results.add(threads.submit(() -> masks.write(file, out)));
      }
      boolean good = true;
      int done = 0;
      for (Future<MaskFile.Written> result : results) {
        MaskFile.Written written = await(result);
        good &= written.problem().isEmpty();
        report(written);
        done++;
        if (done % 50 == 0 || done == files.size()) {
          console.progress("%d of %d images".formatted(done, files.size()));
        }
      }
      return good;
    } finally {
      threads.shutdownNow();
    }
  }

  private static MaskFile.Written await(Future<MaskFile.Written> result)
      throws IOException, InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private void report(MaskFile.Written written) {
    if (common.wantsJson()) {
      console.json(written);
    } else if (written.problem().isEmpty()) {
      console.result(
          "%-24s %9s %6.1f %%"
              .formatted(written.mask(), written.size(), 100 * written.lesionFraction()));
    } else {
      console.result("%-24s %s".formatted(written.image(), written.problem()));
    }
  }

  private static Segmenter open(Path model) throws IOException {
    try {
      return OnnxSegmenter.open(Files.readAllBytes(model));
    } catch (BadModelException e) {
      throw new IOException(model + " cannot serve: " + e.getMessage(), e);
    }
  }

  /** Two images whose masks would have one name are refused before anything is written. */
  private static void requireOneNameEach(List<Path> files) throws IOException {
    Set<String> stems = new HashSet<>();
    for (Path file : files) {
      if (!stems.add(ImageFiles.stem(file))) {
        throw new IOException(
            "two images are called "
                + ImageFiles.stem(file)
                + ": their masks would overwrite each other");
      }
    }
  }
}
