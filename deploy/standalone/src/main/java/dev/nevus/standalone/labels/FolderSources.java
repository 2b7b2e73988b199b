package dev.nevus.standalone.labels;

import dev.nevus.event.ImageMetadata;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.Refusal;
import dev.nevus.image.RefusedException;
import dev.nevus.label.folder.ImageFolders;
import dev.nevus.label.folder.LabelledImage;
import dev.nevus.label.folder.Manifest;
import dev.nevus.label.folder.UnpairedFilesException;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskImage;
import dev.nevus.mask.MaskPng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Labelled images as they lie in folders, with what a {@code manifest.csv} says of them. */
public final class FolderSources {
  private static final String BODY_SITE = "body_site";

  private final Manifest manifest;
  // Near duplicates show one lesion: whatever one of them is said to show, all do.
  private final Map<String, String> lesionOfGroup = new HashMap<>();

  private FolderSources(Manifest manifest) {
    this.manifest = manifest;
  }

  /**
   * All pairs, ordered by id.
   *
   * @throws UnpairedFilesException if a file has no partner
   */
  public static List<LabelledSource> in(Path images, Path masks)
      throws IOException, UnpairedFilesException {
    List<LabelledImage> pairs = ImageFolders.pair(images, masks);
    FolderSources sources = new FolderSources(Manifest.beside(images));
    for (LabelledImage pair : pairs) {
      sources.learn(pair.id());
    }
    return pairs.stream().<LabelledSource>map(sources::source).toList();
  }

  private void learn(String id) {
    Optional<String> group = manifest.nearDuplicates(id);
    Optional<String> lesion = manifest.lesion(id);
    if (group.isPresent() && lesion.isPresent()) {
      lesionOfGroup.putIfAbsent(group.get(), lesion.get());
    }
  }

  private Optional<String> lesion(String id) {
    return manifest
        .lesion(id)
        .or(
            () ->
                manifest
                    .nearDuplicates(id)
                    .map(g -> lesionOfGroup.getOrDefault(g, "near-duplicates " + g)));
  }

  private LabelledSource source(LabelledImage files) {
    return new FileSource(
        files,
        manifest.patient(files.id()),
        lesion(files.id()),
        manifest.text(files.id(), BODY_SITE));
  }

  private record FileSource(
      LabelledImage files,
      Optional<String> patient,
      Optional<String> lesion,
      Optional<String> bodySite)
      implements LabelledSource {
    @Override
    public String name() {
      return files.id().replaceAll("[^A-Za-z0-9._-]", "_");
    }

    @Override
    public byte[] image() throws IOException {
      return Files.readAllBytes(files.image());
    }

    @Override
    public byte[] mask() throws IOException, RefusedException {
      try (Mask mask = MaskImage.decode(Files.readAllBytes(files.mask()), ImageLimits.DEFAULT)) {
        return MaskPng.encode(mask);
      }
    }

    @Override
    public ImageMetadata metadata() throws RefusedException {
      try {
        ImageMetadata metadata =
            new ImageMetadata(patient, lesion, bodySite, OptionalDouble.empty());
        requireAscii(patient);
        requireAscii(lesion);
        requireAscii(bodySite);
        return metadata;
      } catch (IllegalArgumentException e) {
        throw new Refusal(Refusal.Code.BAD_METADATA, "Mend manifest.csv: " + e.getMessage() + ".")
            .asException();
      }
    }

    private static void requireAscii(Optional<String> text) {
      if (text.filter(name -> !name.chars().allMatch(c -> c >= ' ' && c < 0x7F)).isPresent()) {
        throw new IllegalArgumentException("HTTP headers carry ASCII letters and digits only");
      }
    }
  }
}
