package dev.nevus.standalone.cli;

import dev.nevus.deadletter.Letter;
import dev.nevus.deadletter.LetterFilter;
import dev.nevus.deadletter.ToldLetter;
import dev.nevus.standalone.letters.LetterOffice;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows dead letters. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Shows what was given up and why, the newest first; those left open by default.")
final class DeadLettersList implements Callable<Integer> {
  private static final String LINE = "%-36s  %-20s  %-9s  %-9s  %-20s  %8s  %-12s  %s";

  private final Workplace place;

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final LetterOptions which = new LetterOptions();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "At most so many; ${DEFAULT-VALUE} by default.")
  private int limit;

  DeadLettersList(Workplace place) {
    this.place = place;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    LetterFilter filter = which.filter(Clock.systemUTC());
    List<Letter> found;
    try (LetterOffice office = place.letters(common)) {
      found = office.letters(filter.since()).matching(filter);
    }
    if (!common.wantsJson()) {
      place
          .console()
          .result(
              LINE.formatted(
                  "letter", "given up", "state", "fault", "code", "attempts", "stack", "image"));
    }
    found.stream().limit(limit).map(ToldLetter::of).forEach(this::report);
    if (found.size() > limit) {
      place.console().progress("%d of %d; see --limit".formatted(limit, found.size()));
    }
    return 0;
  }

  private void report(ToldLetter letter) {
    if (common.wantsJson()) {
      place.console().fact(letter);
      return;
    }
    place
        .console()
        .result(
            LINE.formatted(
                letter.id(),
                letter.at().truncatedTo(ChronoUnit.SECONDS),
                letter.state(),
                letter.fault(),
                letter.code(),
                letter.attempts(),
                letter.stack().orElse("-"),
                letter.image().map(image -> image.sha256()).orElse("-")));
  }
}
