package dev.nevus.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nevus.standalone.client.HttpAnswer;
import dev.nevus.standalone.client.HttpApi;
import dev.nevus.standalone.client.WorkDoor;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has the catalog made anew. */
@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description = {
      "Empties the catalog and reads the log from its beginning, while everything goes on;"
          + " returns when it is through.",
      "Until then lists and masks are short; images are accepted and segmented as ever. --reason"
          + " must say why."
    })
final class CatalogRebuild implements Callable<Integer> {
  private static final int LOOK_AGAIN_MILLIS = 500;

  private final Workplace place;

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final HttpOptions http = new HttpOptions();
  @Mixin private final WhoAndWhy said = new WhoAndWhy();

  @Option(names = "--no-wait", description = "Return at once; 'catalog show' tells how far it is.")
  private boolean noWait;

  CatalogRebuild(Workplace place) {
    this.place = place;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    String by = said.by(place);
    String reason = said.reason();
    HttpApi api = http.open(place, common);
    HttpAnswer answer = new WorkDoor(api).rebuildCatalog(by, reason);
    if (answer instanceof HttpAnswer.Refused refused) {
      place.console().progress("refused: " + refused.line());
      return 1;
    }
    JsonNode state = ((HttpAnswer.Given) answer).body();
    if (!noWait) {
      state = awaitComplete(api);
    }
    if (common.wantsJson()) {
      place.console().result(state.toString());
    } else {
      place.console().result(CatalogShow.line(state));
    }
    return 0;
  }

  private JsonNode awaitComplete(HttpApi api) throws IOException, InterruptedException {
    String told = "";
    while (true) {
      JsonNode state = api.getJson("/v1/catalog");
      if (state.path("complete").asBoolean()) {
        return state;
      }
      String line = CatalogShow.line(state);
      if (!line.equals(told)) {
        place.console().progress(line);
        told = line;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    }
  }
}
