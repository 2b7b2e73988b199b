package dev.nevus.standalone.cli;

import dev.nevus.image.ImageId;
import dev.nevus.standalone.client.HttpAnswer;
import dev.nevus.standalone.client.LabelDoor;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes a label out of all trainings to come. */
@Command(
    name = "withdraw",
    mixinStandardHelpOptions = true,
    description = {
      "Lets a label train no future model, and tells which models learned from it.",
      "It stays on record, with who withdrew it and why."
    })
final class LabelsWithdraw implements Callable<Integer> {
  private final Workplace place;

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final HttpOptions http = new HttpOptions();
  @Mixin private final WhoAndWhy said = new WhoAndWhy();

  @Parameters(index = "0", paramLabel = "IMAGE", description = "The image's SHA-256.")
  private @Nullable ImageId image;

  @Parameters(index = "1", paramLabel = "NUMBER", description = "Of the label, as list shows it.")
  private int number;

  LabelsWithdraw(Workplace place) {
    this.place = place;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    String by = said.by(place);
    String reason = said.reason();
    HttpAnswer answer =
        new LabelDoor(http.open(place, common))
            .withdraw(Objects.requireNonNull(image), number, by, reason);
    return Labels.report(answer, line(answer), place.console(), common.wantsJson());
  }

  private String line(HttpAnswer answer) {
    if (!(answer instanceof HttpAnswer.Given given)) {
      return "";
    }
    StringBuilder models = new StringBuilder();
    given.body().path("models").forEach(model -> models.append(' ').append(model.asText()));
    return "label %d is withdrawn; it is in %d data sets; models that learned from it:%s"
        .formatted(
            number,
            given.body().path("dataSets").size(),
            models.isEmpty() ? " none" : models.toString());
  }
}
