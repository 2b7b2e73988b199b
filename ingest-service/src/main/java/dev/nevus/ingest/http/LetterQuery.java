package dev.nevus.ingest.http;

import dev.nevus.deadletter.LetterFilter;
import dev.nevus.deadletter.LetterState;
import dev.nevus.event.Fault;
import dev.nevus.event.Origin;
import dev.nevus.eventlog.Topic;
import dev.nevus.image.ImageId;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which dead letters are asked for, and which page of them.
 *
 * @param given the parameters of the filter as they were given
 */
record LetterQuery(
    LetterFilter filter, Optional<Origin> before, int limit, Map<String, String> given) {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 500;
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  /** Reads the query. */
  static LetterQuery of(Context ctx) throws ProblemException {
    Map<String, String> given = new TreeMap<>();
    for (String name : new String[] {"state", "fault", "code", "topic", "image", "since"}) {
      Optional.ofNullable(ctx.queryParam(name)).ifPresent(text -> given.put(name, text));
    }
    LetterFilter filter =
        new LetterFilter(
            known(
                given,
                "state",
                LetterState::named,
                "must be " + String.join(", ", LetterState.words())),
            known(
                given,
                "fault",
                Fault::named,
                "must be bad-input, model, store, timeout, crash or unknown"),
            known(given, "code", LetterQuery::code, "must be lower case with hyphens"),
            known(given, "topic", LetterQuery::topic, "must be a topic of Nevus"),
            known(given, "image", LetterQuery::image, "must be an image's id, 64 hex digits"),
            known(given, "since", LetterQuery::time, "must be a time in UTC"));
    Map<String, String> paging = new TreeMap<>();
    Optional.ofNullable(ctx.queryParam("before")).ifPresent(text -> paging.put("before", text));
    Optional.ofNullable(ctx.queryParam("limit")).ifPresent(text -> paging.put("limit", text));
    return new LetterQuery(
        filter,
        known(paging, "before", Origin::parse, "must be the id of the last letter before"),
        known(paging, "limit", LetterQuery::limit, "must be from 1 to " + MAX_LIMIT)
            .orElse(DEFAULT_LIMIT),
        given);
  }

  /** The query of the page behind this letter. */
  String after(Origin last) {
    StringBuilder query = new StringBuilder("?limit=" + limit);
    given.forEach((name, text) -> query.append('&').append(name).append('=').append(url(text)));
    return query.append("&before=").append(url(last.toString())).toString();
  }

  /** Understands a text; empty where it cannot. */
  @FunctionalInterface
  private interface Form<T> {
    Optional<T> parse(String text);
  }

  private static <T> Optional<T> known(
      Map<String, String> given, String name, Form<T> form, String mustBe) throws ProblemException {
    String text = given.get(name);
    if (text == null) {
      return Optional.empty();
    }
    Optional<T> value = form.parse(text);
    if (value.isEmpty()) {
      throw new ProblemException(ProblemCode.BAD_PARAMETER, name + " " + mustBe + ".");
    }
    return value;
  }

  private static Optional<String> code(String text) {
    return text.matches("[a-z0-9-]{1,64}") ? Optional.of(text) : Optional.empty();
  }

  private static Optional<String> topic(String text) {
    return Topic.named(text).map(Topic::topicName);
  }

  private static Optional<ImageId> image(String text) {
    return ImageId.isValid(text) ? Optional.of(new ImageId(text)) : Optional.empty();
  }

  private static Optional<Integer> limit(String text) {
    return text.matches("[1-9][0-9]{0,2}")
        ? Optional.of(Integer.valueOf(text)).filter(number -> number <= MAX_LIMIT)
        : Optional.empty();
  }

  /** What no calendar of the databases holds would look like their fault. */
  private static Optional<Instant> time(String text) {
    try {
      Instant time = Instant.parse(text);
      return Optional.of(time).filter(at -> at.isAfter(EARLIEST) && at.isBefore(LATEST));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String url(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
