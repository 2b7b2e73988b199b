package dev.nevus.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows how far the catalog is. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows how far the catalog has read the log; exit code 1 if it is not through.")
final class CatalogShow implements Callable<Integer> {
  private static final String CATALOG = "/v1/catalog";

  private final Workplace place;

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final HttpOptions http = new HttpOptions();

  CatalogShow(Workplace place) {
    this.place = place;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    JsonNode state = http.open(place, common).getJson(CATALOG);
    if (common.wantsJson()) {
      place.console().result(state.toString());
    } else {
      place.console().result(line(state));
    }
    return state.path("complete").asBoolean() ? 0 : 1;
  }

  static String line(JsonNode state) {
    return "filled since %s, %s"
        .formatted(
            state.path("filledSince").asText(),
            state.path("complete").asBoolean()
                ? "all of the log is read"
                : state.path("behind").asText("an unknown number of")
                    + " records are not read yet");
  }
}
