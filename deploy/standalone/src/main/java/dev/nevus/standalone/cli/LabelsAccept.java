package dev.nevus.standalone.cli;

import dev.nevus.image.ImageId;
import dev.nevus.label.Annotation;
import dev.nevus.model.ModelId;
import dev.nevus.standalone.client.HttpAnswer;
import dev.nevus.standalone.client.LabelDoor;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a model's mask as a label. */
@Command(
    name = "accept",
    mixinStandardHelpOptions = true,
    description = "Takes the mask that is shown of an image, or a named model's, as its label.")
final class LabelsAccept implements Callable<Integer> {
  private final Workplace place;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final HttpOptions http = new HttpOptions();

  @Parameters(paramLabel = "IMAGE", description = "The image's SHA-256, 64 hex digits.")
  private @Nullable ImageId image;

  @Option(
      names = "--annotator",
      paramLabel = "NAME",
      description = "Pseudonym of who accepts it; by default the login name.")
  private @Nullable String annotator;

  @Option(names = "--comment", paramLabel = "TEXT", description = "One line that is kept with it.")
  private @Nullable String comment;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "Full name of the model; by default the one whose mask is shown.")
  private @Nullable String model;

  LabelsAccept(Workplace place) {
    this.place = place;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ImageId accepted = Objects.requireNonNull(image);
    HttpAnswer answer = new LabelDoor(http.open(place, common)).accept(accepted, said());
    return Labels.report(
        answer, "accepted the mask of " + accepted, place.console(), common.wantsJson());
  }

  private Annotation said() {
    try {
      return new Annotation(
          annotator == null ? place.user() : annotator,
          Optional.ofNullable(comment),
          Optional.ofNullable(model).map(ModelId::new));
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), wrong.getMessage());
    }
  }
}
