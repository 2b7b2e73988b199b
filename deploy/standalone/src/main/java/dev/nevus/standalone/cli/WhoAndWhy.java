package dev.nevus.standalone.cli;

import dev.nevus.label.Annotation;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who wants something, and why: kept with what comes of it. */
final class WhoAndWhy {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Pseudonym of the person; by default the login name.")
  private @Nullable String by;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, in one line.")
  private @Nullable String reason;

  /** Who, as an annotator is named. */
  String by(Workplace place) {
    String name = by == null ? place.user() : by;
    try {
      Annotation.requirePseudonym("--by", name);
      return name;
    } catch (IllegalArgumentException wrong) {
      throw mistake(String.valueOf(wrong.getMessage()));
    }
  }

  /** Why; {@code otherwise} where nothing was said. */
  String reason(String otherwise) {
    return given().orElse(otherwise);
  }

  /** Why, which must be said. */
  String reason() {
    return given()
        .orElseThrow(() -> mistake("say why with --reason: it is kept with the decision"));
  }

  private Optional<String> given() {
    if (reason == null) {
      return Optional.empty();
    }
    try {
      Annotation.requireLine("--reason", reason);
      return Optional.of(reason);
    } catch (IllegalArgumentException wrong) {
      throw mistake(String.valueOf(wrong.getMessage()));
    }
  }

  private ParameterException mistake(String what) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), what);
  }
}
