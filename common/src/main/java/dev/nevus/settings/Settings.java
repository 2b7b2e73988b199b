package dev.nevus.settings;

import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Typed values out of the environment. Collects every problem, so that a person mends all of them
 * at once. Not for several threads.
 */
public final class Settings {
  /**
   * A setting that was asked for, for documentation.
   *
   * @param key environment variable
   * @param fallback value where it is absent; empty for a setting that must be given
   * @param meaning one line
   */
  public record Asked(String key, Optional<String> fallback, String meaning) {}

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();
  private final List<Asked> asked = new ArrayList<>();

  public Settings(Map<String, String> environment) {
    this.environment = environment;
  }

  /** A text that must be given. */
  public String text(String key, String meaning) {
    asked.add(new Asked(key, Optional.empty(), meaning));
    return given(key)
        .orElseGet(
            () -> {
              problems.add(key + " is missing: " + meaning);
              return "";
            });
  }

  /** A text with a default. */
  public String text(String key, String fallback, String meaning) {
    return parsed(key, fallback, meaning, "a text", text -> text);
  }

  /** One of several words. */
  public String choice(String key, String fallback, List<String> words, String meaning) {
    String form = "one of " + String.join(", ", words);
    return parsed(
        key,
        fallback,
        meaning,
        form,
        text -> {
          if (!words.contains(text)) {
            throw new IllegalArgumentException(form);
          }
          return text;
        });
  }

  /**
   * A value made of settings that were read; where they do not fit together, that is a problem of
   * {@code key}.
   */
  public <T> T checked(String key, Supplier<T> made, T fallback) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      problems.add(key + " does not fit: " + e.getMessage());
      return fallback;
    }
  }

  /** A whole number from {@code least} to {@code most}. */
  public int number(String key, int fallback, int least, int most, String meaning) {
    String range = "a whole number from %d to %d".formatted(least, most);
    return parsed(
        key,
        Integer.toString(fallback),
        meaning,
        range,
        text -> {
          int value = Integer.parseInt(text);
          if (value < least || value > most) {
            throw new IllegalArgumentException(range);
          }
          return value;
        });
  }

  /** A number between {@code least} and {@code most}. */
  public double decimal(String key, double fallback, double least, double most, String meaning) {
    String range = "a number from %s to %s".formatted(least, most);
    return parsed(
        key,
        Double.toString(fallback),
        meaning,
        range,
        text -> {
          double value = Double.parseDouble(text);
          if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(range);
          }
          return value;
        });
  }

  /** A switch: {@code true} or {@code false}. */
  public boolean flag(String key, boolean fallback, String meaning) {
    return parsed(
        key,
        Boolean.toString(fallback),
        meaning,
        "true or false",
        text -> {
          if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("true or false");
          }
          return text.equals("true");
        });
  }

  /** A duration above zero in ISO-8601 form, for example {@code PT30S}. */
  public Duration duration(String key, Duration fallback, String meaning) {
    return parsed(
        key,
        fallback.toString(),
        meaning,
        "a duration such as PT30S",
        text -> {
          Duration value = Duration.parse(text);
          if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("a duration");
          }
          return value;
        });
  }

  /** An http or https address. */
  public URI address(String key, String fallback, String meaning) {
    return parsed(
        key,
        fallback,
        meaning,
        "an http or https address",
        text -> {
          URI value = URI.create(text);
          boolean web = "http".equals(value.getScheme()) || "https".equals(value.getScheme());
          // The authority, not the host: names in containers may hold underscores.
          if (!web || value.getRawAuthority() == null) {
            throw new IllegalArgumentException("an address");
          }
          return value;
        });
  }

  /** Reads what a file that a setting names holds. */
  @FunctionalInterface
  public interface Reading<T> {
    T of(Path file) throws IOException;
  }

  /** What is in a file; empty where none is named. */
  public <T> Optional<T> file(String key, String meaning, Reading<T> reading) {
    asked.add(new Asked(key, Optional.of(""), meaning));
    Optional<String> named = given(key);
    if (named.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(reading.of(Path.of(named.get())));
    } catch (IOException | InvalidPathException e) {
      // What is in the file is not repeated: it may be a secret.
      problems.add(
          "%s names a file that cannot be used (%s): %s"
              .formatted(key, e.getClass().getSimpleName(), meaning));
      return Optional.empty();
    }
  }

  /** What was asked for so far, in order. */
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  /**
   * To be called when everything was read.
   *
   * @throws ConfigException if anything was missing or had another form
   */
  public void complete() {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  private Optional<String> given(String key) {
    return Optional.ofNullable(environment.get(key))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private <T> T parsed(
      String key, String fallback, String meaning, String form, Function<String, T> parse) {
    asked.add(new Asked(key, Optional.of(fallback), meaning));
    Optional<String> text = given(key);
    if (text.isPresent()) {
      try {
        return parse.apply(text.get());
      } catch (IllegalArgumentException | DateTimeException e) {
        // The value itself is not repeated: it may be a secret set under the wrong name.
        problems.add("%s must be %s: %s".formatted(key, form, meaning));
      }
    }
    return parse.apply(fallback);
  }
}
