package dev.nevus.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nevus.deadletter.LetterState;
import dev.nevus.standalone.client.HttpApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what waits for the workers, how busy they are, and what was given up. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description =
        "Shows what waits for the workers of a running Nevus, since when, how busy they are, and how"
            + " many dead letters there are; exit code 1 if the brokers do not tell.")
final class Status implements Callable<Integer> {
  private static final String LINE = "%-28s %10s %12s %8s";
  private static final String UNKNOWN = "?";
  private static final int PERCENT = 100;

  private final Workplace place;

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final HttpOptions http = new HttpOptions();

  Status(Workplace place) {
    this.place = place;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    HttpApi api = http.open(place, common);
    JsonNode work = api.getJson("/v1/operations");
    if (common.wantsJson()) {
      place.console().result(work.toString());
    } else {
      place.console().result(LINE.formatted("group", "waiting", "oldest", "workers"));
      work.path("groups").forEach(group -> place.console().result(groupLine(group)));
      place.console().result(masksLine(work.path("masks")));
      place.console().result(lettersLine(work.path("deadLetters")));
    }
    return isKnown(work) ? 0 : 1;
  }

  private static boolean isKnown(JsonNode work) {
    for (JsonNode group : work.path("groups")) {
      if (!group.path("known").asBoolean()) {
        return false;
      }
    }
    return true;
  }

  private static String groupLine(JsonNode group) {
    boolean known = group.path("known").asBoolean();
    long waiting = 0;
    for (JsonNode records : group.path("backlog")) {
      waiting += records.asLong();
    }
    return LINE.formatted(
        group.path("group").asText(),
        known ? Long.toString(waiting) : UNKNOWN,
        number(group.path("oldestAgeSeconds"), "%.1f s"),
        group.path("workers").asText(UNKNOWN));
  }

  private static String masksLine(JsonNode masks) {
    JsonNode utilisation = masks.path("utilisation");
    return "masks %s, computing %s at a time, utilisation %s; mean of the last %d s"
        .formatted(
            number(masks.path("perSecond"), "%.2f/s"),
            number(masks.path("computing"), "%.2f"),
            utilisation.isMissingNode()
                ? UNKNOWN
                : "%.0f %%".formatted(PERCENT * utilisation.asDouble()),
            masks.path("windowSeconds").asLong());
  }

  /** What waits for a person first; what is over last. */
  private static String lettersLine(JsonNode letters) {
    if (letters.isMissingNode()) {
      return "dead letters " + UNKNOWN;
    }
    List<String> states = new ArrayList<>();
    for (String state : LetterState.words()) {
      long count = 0;
      List<String> faults = new ArrayList<>();
      for (Map.Entry<String, JsonNode> fault : letters.path(state).properties()) {
        count += fault.getValue().asLong();
        faults.add(fault.getValue().asLong() + " " + fault.getKey());
      }
      if (state.equals(LetterState.OPEN.word()) || count > 0) {
        String why = faults.isEmpty() ? "" : " (" + String.join(", ", faults) + ")";
        states.add(count + " " + state + why);
      }
    }
    return "dead letters: " + String.join("; ", states);
  }

  private static String number(JsonNode value, String form) {
    return value.isNumber() ? String.format(Locale.ROOT, form, value.asDouble()) : UNKNOWN;
  }
}
