package dev.nevus.ingest.http;

import dev.nevus.deadletter.Answer;
import dev.nevus.deadletter.Decider;
import dev.nevus.deadletter.Insistence;
import dev.nevus.deadletter.Letter;
import dev.nevus.deadletter.LetterDesk;
import dev.nevus.deadletter.Original;
import dev.nevus.deadletter.ToldLetter;
import dev.nevus.event.Origin;
import dev.nevus.event.Replay;
import dev.nevus.ingest.catalog.LetterCatalog;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what was given up, and lets people decide on it: {@code /v1/dead-letters}. */
final class DeadLetterEndpoint {
  static final String LETTERS = "/v1/dead-letters";
  private static final String LETTER = LETTERS + "/{id}";
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterEndpoint.class);
  private static final int LONGEST_HISTORY = 100;

  private final LetterCatalog letters;
  private final LetterDesk desk;

  DeadLetterEndpoint(LetterCatalog letters, LetterDesk desk) {
    this.letters = letters;
    this.desk = desk;
  }

  /**
   * Letters, the newest first.
   *
   * @param next where older ones are, where the page is full
   */
  record Page(List<ToldLetter> letters, Optional<String> next) {}

  /**
   * One letter.
   *
   * @param before ids of the letters of which it is a second chance, the first one first
   * @param after ids of the letters that came of its replays
   */
  record Shown(ToldLetter letter, List<String> before, List<String> after) {}

  /**
   * What was decided, and is on the log.
   *
   * @param record where the new record stands, with a replay
   * @param source where its bytes came from, {@code log} or {@code store}, with a replay
   */
  record Decided(ToldLetter letter, Optional<String> record, Optional<String> source) {}

  /** Decides on a letter. */
  @FunctionalInterface
  private interface Decision {
    Answer on(Letter letter, Decider who, Insistence insistence)
        throws IOException, InterruptedException;
  }

  List<Route> routes() {
    return List.of(
        Route.get(LETTERS, this::list),
        Route.get(LETTER, this::show),
        Route.post(LETTER + "/replay", ctx -> decide(ctx, desk::replay)),
        Route.post(LETTER + "/park", ctx -> decide(ctx, desk::park)),
        Route.post(
            LETTER + "/drop", ctx -> decide(ctx, (letter, who, force) -> desk.drop(letter, who))));
  }

  private void list(Context ctx) throws IOException, ProblemException {
    LetterQuery query = LetterQuery.of(ctx);
    List<Letter> found = letters.list(query.filter(), query.before(), query.limit());
    Optional<String> next =
        found.size() < query.limit()
            ? Optional.empty()
            : Optional.of(LETTERS + query.after(found.get(found.size() - 1).id()));
    Answers.json(ctx, new Page(found.stream().map(ToldLetter::of).toList(), next));
  }

  private void show(Context ctx) throws IOException, ProblemException {
    Letter letter = letter(ctx);
    Answers.json(
        ctx,
        new Shown(
            ToldLetter.of(letter),
            before(letter),
            letters.after(letter.id()).stream().map(Origin::toString).toList()));
  }

  private void decide(Context ctx, Decision decision)
      throws IOException, InterruptedException, ProblemException {
    JsonBody json = JsonBody.read(ctx, "by", "reason", "force");
    Wish wish = Wish.of(json.text("by"), json.text("reason"));
    Letter letter = letter(ctx);
    Answer answer =
        decision.on(
            letter, new Decider(wish.by(), wish.reason()), Insistence.of(json.isTrue("force")));
    if (answer instanceof Answer.Refused refused) {
      throw new ProblemException(code(refused.code()), refused.detail());
    }
    Answer.Decided done = (Answer.Decided) answer;
    LOG.atInfo()
        .addKeyValue("letter", letter.id())
        .addKeyValue("decision", done.decision().decision())
        .addKeyValue("correlationId", letter.correlation().correlationId().orElse(""))
        .log("Decided on a dead letter");
    Answers.json(
        ctx,
        new Decided(
            ToldLetter.of(done.letter()),
            done.record().map(Origin::toString),
            done.source().map(DeadLetterEndpoint::word)));
  }

  private List<String> before(Letter letter) throws IOException {
    List<String> before = new ArrayList<>();
    Optional<Origin> of = letter.fact().replay().map(Replay::of);
    // Bounded: a header that somebody forged may lead in a circle.
    while (of.isPresent() && before.size() < LONGEST_HISTORY) {
      before.add(0, of.get().toString());
      of = letters.find(of.get()).flatMap(one -> one.fact().replay()).map(Replay::of);
    }
    return before;
  }

  private Letter letter(Context ctx) throws IOException, ProblemException {
    Optional<Origin> id = Origin.parse(ctx.pathParam("id"));
    Optional<Letter> found = id.isPresent() ? letters.find(id.get()) : Optional.empty();
    return found.orElseThrow(
        () ->
            new ProblemException(
                ProblemCode.LETTER_UNKNOWN,
                "No dead letter has this id: ids look like nevus.images.stored-0@17."));
  }

  private static ProblemCode code(Answer.Code code) {
    return switch (code) {
      case LETTER_DROPPED -> ProblemCode.LETTER_DROPPED;
      case RECORD_GONE -> ProblemCode.RECORD_GONE;
    };
  }

  private static String word(Original.Source source) {
    return source.name().toLowerCase(Locale.ROOT);
  }
}
