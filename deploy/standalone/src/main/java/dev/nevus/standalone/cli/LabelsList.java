package dev.nevus.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nevus.image.ImageId;
import dev.nevus.standalone.client.LabelDoor;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows an image's labels. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Shows all labels of an image, the oldest first, withdrawn ones too.")
final class LabelsList implements Callable<Integer> {
  private static final String LINE = "%5s  %-27s  %-16s  %-10s  %s";

  private final Workplace place;

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final HttpOptions http = new HttpOptions();

  @Parameters(paramLabel = "IMAGE", description = "The image's SHA-256, 64 hex digits.")
  private @Nullable ImageId image;

  LabelsList(Workplace place) {
    this.place = place;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    JsonNode labels = new LabelDoor(http.open(place, common)).list(Objects.requireNonNull(image));
    if (!common.wantsJson()) {
      place.console().result(LINE.formatted("label", "at", "annotator", "state", "comment"));
    }
    labels.forEach(this::report);
    return 0;
  }

  private void report(JsonNode label) {
    if (common.wantsJson()) {
      place.console().json(label);
      return;
    }
    boolean isWithdrawn = label.path("withdrawal").isObject();
    String state =
        isWithdrawn ? "withdrawn" : label.path("accepted").isTextual() ? "accepted" : "drawn";
    String comment = label.path("comment").asText();
    String reason = label.at("/withdrawal/reason").asText();
    place
        .console()
        .result(
            LINE.formatted(
                label.path("number").asText(),
                label.path("at").asText(),
                label.path("annotator").asText(),
                state,
                isWithdrawn ? comment + " (withdrawn: " + reason + ")" : comment));
  }
}
