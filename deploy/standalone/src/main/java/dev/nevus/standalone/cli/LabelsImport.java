package dev.nevus.standalone.cli;

import dev.nevus.label.Annotation;
import dev.nevus.label.folder.UnpairedFilesException;
import dev.nevus.standalone.client.HttpApi;
import dev.nevus.standalone.client.HttpDoor;
import dev.nevus.standalone.client.LabelDoor;
import dev.nevus.standalone.labels.FolderSources;
import dev.nevus.standalone.labels.ImportLabels;
import dev.nevus.standalone.labels.ImportedLabel;
import dev.nevus.standalone.labels.LabelledSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Hands over a folder of images and their masks. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Sends a folder of images, and of each the mask of the same name as its label.",
      "A manifest.csv beside the images may say whose they are: id, patient_id, lesion_id,"
          + " near_duplicate_group, body_site.",
      "Repeating it is harmless. Exit code 1 if an image or a mask was refused; the others are in."
    })
final class LabelsImport implements Callable<Integer> {
  private static final int TELL_EVERY = 25;
  private static final int MOST_SENDERS = 8;

  private final Workplace place;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final HttpOptions http = new HttpOptions();

  @Option(names = "--images", required = true, paramLabel = "DIR", description = "The images.")
  private Path images = Path.of(".");

  @Option(
      names = "--masks",
      required = true,
      paramLabel = "DIR",
      description = "Their masks, in any format that images have; grey above 127 is lesion.")
  private Path masks = Path.of(".");

  @Option(
      names = "--annotator",
      paramLabel = "NAME",
      description = "Pseudonym of who drew the masks; by default the login name.")
  private @Nullable String annotator;

  @Option(
      names = "--comment",
      paramLabel = "TEXT",
      description = "One line that is kept with each label.")
  private @Nullable String comment;

  @Option(
      names = "--senders",
      paramLabel = "N",
      defaultValue = "3",
      description = "Images sent at a time, 1 to 8; by default ${DEFAULT-VALUE}.")
  private int senders;

  LabelsImport(Workplace place) {
    this.place = place;
  }

  @Override
  public Integer call() throws IOException, UnpairedFilesException, InterruptedException {
    Annotation said = said();
    List<LabelledSource> sources = FolderSources.in(images, masks);
    HttpApi api = http.open(place, common);
    ImportLabels work = new ImportLabels(new HttpDoor(api), new LabelDoor(api), said, senders);
    AtomicInteger done = new AtomicInteger();
    List<ImportedLabel> imported =
        work.run(
            sources,
            one -> {
              report(one);
              if (done.incrementAndGet() % TELL_EVERY == 0) {
                place.console().progress("%d of %d images".formatted(done.get(), sources.size()));
              }
            });
    place
        .console()
        .progress(
            "%d images: %d labelled, %d known, %d refused"
                .formatted(
                    imported.size(),
                    count(imported, "labelled"),
                    count(imported, "known"),
                    count(imported, "refused")));
    return imported.stream().allMatch(ImportedLabel::isGood) ? 0 : 1;
  }

  private Annotation said() {
    try {
      if (senders < 1 || senders > MOST_SENDERS) {
        throw new IllegalArgumentException("--senders: 1 to " + MOST_SENDERS);
      }
      return new Annotation(
          annotator == null ? place.user() : annotator,
          Optional.ofNullable(comment),
          Optional.empty());
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), wrong.getMessage());
    }
  }

  private void report(ImportedLabel one) {
    if (common.wantsJson()) {
      place.console().json(one);
    } else if (one.isGood()) {
      place
          .console()
          .result(
              "%-9s  %s  %s, label %d"
                  .formatted(one.outcome(), one.name(), one.image(), one.number()));
    } else {
      place
          .console()
          .result(
              "%-9s  %s  %s: %s".formatted(one.outcome(), one.name(), one.code(), one.detail()));
    }
  }

  private static long count(List<ImportedLabel> imported, String outcome) {
    return imported.stream().filter(one -> one.outcome().equals(outcome)).count();
  }
}
