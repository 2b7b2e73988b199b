package dev.nevus.standalone.cli;

import dev.nevus.deadletter.Answer;
import dev.nevus.deadletter.Decider;
import dev.nevus.deadletter.Letter;
import dev.nevus.deadletter.LetterDesk;
import dev.nevus.deadletter.Letters;
import dev.nevus.event.Origin;
import dev.nevus.standalone.letters.LetterOffice;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What was given up, and the ways to undo it. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what Nevus gave up and why, and gives it another chance.",
      "Works on the log and the store alone: no service need be up."
    },
    synopsisSubcommandLabel = "COMMAND")
final class DeadLetters implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  private DeadLetters() {}

  static CommandLine commandLine(Workplace place) {
    return new CommandLine(new DeadLetters())
        .addSubcommand(new DeadLettersList(place))
        .addSubcommand(new DeadLettersShow(place))
        .addSubcommand(new DeadLettersReplay(place))
        .addSubcommand(new DeadLettersPark(place))
        .addSubcommand(new DeadLettersDrop(place));
  }

  /** Decides on one letter. */
  @FunctionalInterface
  interface Wish {
    Answer ask(LetterDesk desk, Letter letter, Decider who)
        throws IOException, InterruptedException;
  }

  /** Decides on each of these letters; exit code 1 if one of them is refused. */
  static int decide(Workplace place, CommonOptions common, List<Origin> ids, Decider who, Wish wish)
      throws IOException, InterruptedException {
    ToldAnswers told = new ToldAnswers(place.console(), common.wantsJson());
    try (LetterOffice office = place.letters(common)) {
      Letters letters = office.letters(Optional.empty());
      LetterDesk desk = office.desk();
      for (Origin id : ids) {
        Optional<Letter> letter = letters.find(id);
        if (letter.isEmpty()) {
          told.unknown(id);
        } else {
          told.heard(letter.get(), wish.ask(desk, letter.get(), who));
        }
      }
    }
    return told.exitCode();
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "list, show, replay, park, or drop?");
  }
}
