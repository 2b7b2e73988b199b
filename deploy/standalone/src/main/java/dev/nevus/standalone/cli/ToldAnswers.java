package dev.nevus.standalone.cli;

import dev.nevus.deadletter.Answer;
import dev.nevus.deadletter.Letter;
import dev.nevus.deadletter.Original;
import dev.nevus.event.Origin;
import java.util.Locale;
import java.util.Optional;

/** Tells what the desk answered, letter by letter. */
final class ToldAnswers {
  private static final String UNKNOWN = "letter-unknown";

  private final Console console;
  private final boolean json;
  private int refused;

  ToldAnswers(Console console, boolean json) {
    this.console = console;
    this.json = json;
  }

  /**
   * One answer.
   *
   * @param outcome the state that the decision makes, or {@code would-replay}, or {@code refused}
   * @param record where the new record stands
   * @param replay number of the replay
   * @param source where its bytes came from, {@code log} or {@code store}
   * @param code why it was refused
   */
  record Told(
      String id,
      String outcome,
      Optional<String> record,
      Optional<Integer> replay,
      Optional<String> source,
      Optional<String> code,
      Optional<String> detail) {
    static Told of(String id, String outcome) {
      return new Told(
          id,
          outcome,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
  }

  void heard(Letter letter, Answer answer) {
    if (answer instanceof Answer.Refused no) {
      refuse(letter.id(), no.code().id(), no.detail());
      return;
    }
    Answer.Decided done = (Answer.Decided) answer;
    String outcome = done.decision().decision().name().toLowerCase(Locale.ROOT);
    tell(
        new Told(
            letter.id().toString(),
            outcome,
            done.record().map(Origin::toString),
            done.decision().replay(),
            done.source().map(source -> source.name().toLowerCase(Locale.ROOT)),
            Optional.empty(),
            Optional.empty()));
    if (done.source().equals(Optional.of(Original.Source.STORE))) {
      console.progress(
          letter.id() + ": the record is gone, its bytes were kept; what its headers said is lost");
    }
  }

  /** What a replay would do. */
  void planned(Letter letter) {
    tell(Told.of(letter.id().toString(), "would-replay"));
  }

  void unknown(Origin id) {
    refuse(id, UNKNOWN, "No dead letter has this id: see 'dead-letters list --state all'.");
  }

  int exitCode() {
    return refused == 0 ? 0 : 1;
  }

  private void refuse(Origin id, String code, String detail) {
    refused++;
    if (json) {
      console.fact(
          new Told(
              id.toString(),
              "refused",
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(code),
              Optional.of(detail)));
    } else {
      console.progress("refused: " + id + ": " + code + ": " + detail);
    }
  }

  private void tell(Told told) {
    if (json) {
      console.fact(told);
      return;
    }
    String record =
        told.record().map(at -> " as " + at + ", replay " + told.replay().orElse(1)).orElse("");
    console.result(told.id() + "  " + told.outcome() + record);
  }
}
