package dev.nevus.standalone.cli;

import dev.nevus.deadletter.Decider;
import dev.nevus.deadletter.Insistence;
import dev.nevus.deadletter.Letter;
import dev.nevus.deadletter.LetterDesk;
import dev.nevus.deadletter.LetterFilter;
import dev.nevus.deadletter.Letters;
import dev.nevus.deadletter.ReplayMany;
import dev.nevus.event.Origin;
import dev.nevus.standalone.letters.LetterOffice;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives dead letters another chance. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Puts the records of dead letters on their topics once more, with a new count of attempts.",
      "Doing it twice is harmless: an image has one mask however often it is asked for.",
      "Exit code 1 if one of them is refused."
    })
final class DeadLettersReplay implements Callable<Integer> {
  private static final String NO_REASON = "replayed by hand";

  private final Workplace place;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final LetterOptions which = new LetterOptions();
  @Mixin private final WhoAndWhy said = new WhoAndWhy();

  @Parameters(arity = "0..*", paramLabel = "ID", description = "Letters, as list shows them.")
  private List<Origin> ids = List.of();

  @Option(
      names = "--all",
      description = "All that --state, --fault, --code, --topic, --image and --since leave.")
  private boolean all;

  @Option(names = "--force", description = "Dropped letters, too.")
  private boolean force;

  @Option(names = "--dry-run", description = "Only shows which ones it would be.")
  private boolean dryRun;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "5",
      description = "At most so many a second; ${DEFAULT-VALUE} by default.")
  private double rate;

  DeadLettersReplay(Workplace place) {
    this.place = place;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (all == !ids.isEmpty()) {
      throw mistake("name letters, or say --all");
    }
    if (!(rate > 0)) {
      throw mistake("--rate must be more than 0");
    }
    Decider who = new Decider(said.by(place), said.reason(NO_REASON));
    LetterFilter filter = which.filter(Clock.systemUTC());
    ToldAnswers told = new ToldAnswers(place.console(), common.wantsJson());
    try (LetterOffice office = place.letters(common)) {
      Letters letters = office.letters(all ? filter.since() : Optional.empty());
      List<Letter> wanted = all ? oldestFirst(letters.matching(filter)) : named(letters, told);
      if (dryRun) {
        plan(wanted, office.desk(), told);
      } else {
        new ReplayMany(office.desk(), rate).replay(wanted, who, Insistence.of(force), told::heard);
      }
      place.console().progress(wanted.size() + (dryRun ? " letters, not replayed" : " letters"));
    }
    return told.exitCode();
  }

  private void plan(List<Letter> wanted, LetterDesk desk, ToldAnswers told)
      throws IOException, InterruptedException {
    for (Letter letter : wanted) {
      desk.refusal(letter, Insistence.of(force))
          .ifPresentOrElse(refusal -> told.heard(letter, refusal), () -> told.planned(letter));
    }
  }

  private static List<Letter> oldestFirst(List<Letter> newestFirst) {
    List<Letter> letters = new ArrayList<>(newestFirst);
    Collections.reverse(letters);
    return letters;
  }

  private List<Letter> named(Letters letters, ToldAnswers told) {
    List<Letter> named = new ArrayList<>();
    for (Origin id : ids) {
      letters.find(id).ifPresentOrElse(named::add, () -> told.unknown(id));
    }
    return named;
  }

  private ParameterException mistake(String what) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), what);
  }
}
