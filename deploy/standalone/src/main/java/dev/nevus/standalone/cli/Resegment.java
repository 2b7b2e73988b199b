package dev.nevus.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nevus.model.ModelId;
import dev.nevus.standalone.client.HttpAnswer;
import dev.nevus.standalone.client.HttpApi;
import dev.nevus.standalone.client.WorkDoor;
import dev.nevus.standalone.models.ModelNames;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Has images segmented again. */
@Command(
    name = "resegment",
    mixinStandardHelpOptions = true,
    description = {
      "Queues images that are stored already, to be segmented by the champion; old masks stay.",
      "--reason must say why. With neither --since nor --model all images are queued."
    })
final class Resegment implements Callable<Integer> {
  private final Workplace place;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final HttpOptions http = new HttpOptions();
  @Mixin private final WhoAndWhy said = new WhoAndWhy();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only images stored since then: 2026-11-23, or 2026-11-23T01:00:00Z.")
  private @Nullable String since;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "Only images whose mask was made by this model: the beginning of its name.")
  private @Nullable String model;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many images.")
  private @Nullable Integer limit;

  Resegment(Workplace place) {
    this.place = place;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    String by = said.by(place);
    String reason = said.reason();
    Optional<Instant> from = Optional.ofNullable(since).map(this::instant);
    HttpApi api = http.open(place, common);
    Optional<ModelId> maker =
        model == null ? Optional.empty() : Optional.of(names(api).find(model));
    OptionalInt most = limit == null ? OptionalInt.empty() : OptionalInt.of(limit);
    HttpAnswer answer =
        new WorkDoor(api).segmentAgain(new WorkDoor.Again(from, maker, most), by, reason);
    return Labels.report(answer, line(answer), place.console(), common.wantsJson());
  }

  private static String line(HttpAnswer answer) {
    if (!(answer instanceof HttpAnswer.Given given)) {
      return "";
    }
    JsonNode body = given.body();
    return "%d images queued, %d skipped%s"
        .formatted(
            body.path("queued").asInt(),
            body.path("skipped").asInt(),
            body.path("more").asBoolean() ? "; there are more: ask again once these are done" : "");
  }

  private Instant instant(String text) {
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException wrong) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--since is a UTC time such as 2026-11-23 or 2026-11-23T01:00:00Z");
    }
  }

  private static ModelNames names(HttpApi api) throws IOException, InterruptedException {
    JsonNode models = api.getJson("/v1/models");
    List<ModelId> versions = new ArrayList<>();
    for (JsonNode version : models.path("versions")) {
      versions.add(new ModelId(version.path("model").asText()));
    }
    return new ModelNames(
        versions, called(models.path("champion")), called(models.path("candidate")));
  }

  private static Optional<ModelId> called(JsonNode decision) {
    return decision.path("model").isTextual()
        ? Optional.of(new ModelId(decision.path("model").asText()))
        : Optional.empty();
  }
}
