package dev.nevus.standalone.cli;

import dev.nevus.deadletter.LetterFilter;
import dev.nevus.deadletter.LetterState;
import dev.nevus.event.Fault;
import dev.nevus.image.ImageId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which dead letters are meant. */
final class LetterOptions {
  private static final String EVERY = "all";
  private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "open (default), replayed, parked, dropped, overtaken, or all.")
  private String state = LetterState.OPEN.word();

  @Option(
      names = "--fault",
      paramLabel = "FAULT",
      description = "Only bad-input, model, store, timeout, crash or unknown.")
  private @Nullable String fault;

  @Option(names = "--code", paramLabel = "CODE", description = "Only those with this code.")
  private @Nullable String code;

  @Option(names = "--topic", paramLabel = "TOPIC", description = "Only those of this topic.")
  private @Nullable String topic;

  @Option(names = "--image", paramLabel = "IMAGE", description = "Only those about this image.")
  private @Nullable ImageId image;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Only those given up since then: 2h, 30m, 7d ago, 2026-11-23, or 2026-11-23T01:00:00Z.")
  private @Nullable String since;

  LetterFilter filter(Clock clock) {
    return new LetterFilter(
        state.equals(EVERY)
            ? Optional.empty()
            : Optional.of(known("--state", state, LetterState.named(state))),
        Optional.ofNullable(fault).map(word -> known("--fault", word, Fault.named(word))),
        Optional.ofNullable(code),
        Optional.ofNullable(topic),
        Optional.ofNullable(image),
        Optional.ofNullable(since).map(text -> time(text, clock)));
  }

  private <T> T known(String option, String word, Optional<T> value) {
    return value.orElseThrow(() -> mistake(option + " has no such word as " + word));
  }

  private Instant time(String text, Clock clock) {
    Matcher ago = AGO.matcher(text);
    try {
      if (ago.matches()) {
        return clock.instant().minus(duration(Long.parseLong(ago.group(1)), ago.group(2)));
      }
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException wrong) {
      throw mistake("--since is 2h, 30m or 7d, or a UTC time such as 2026-11-23T01:00:00Z");
    }
  }

  private static Duration duration(long count, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  private ParameterException mistake(String what) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), what);
  }
}
