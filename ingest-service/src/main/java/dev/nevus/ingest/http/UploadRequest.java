package dev.nevus.ingest.http;

import dev.nevus.event.Correlation;
import dev.nevus.image.RefusedException;
import dev.nevus.ingest.Arrival;
import dev.nevus.ingest.MetadataFields;
import dev.nevus.ingest.Upload;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * An upload as HTTP tells it: the image as the whole body or as a field of a form, the rest in
 * headers, form fields or the query.
 */
final class UploadRequest {
  private static final String CORRELATION_ID = "X-Correlation-Id";

  private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");

  private UploadRequest() {}

  /**
   * What the sender recognises the request by; the id is made where the sender gave none, and told
   * in the answer.
   */
  static Correlation correlation(Context ctx) {
    Correlation correlation = given(ctx);
    correlation.correlationId().ifPresent(id -> ctx.header(CORRELATION_ID, id));
    return correlation;
  }

  private static Correlation given(Context ctx) {
    Correlation given =
        new Correlation(
            header(ctx, CORRELATION_ID),
            header(ctx, "Nevus-Sender-Id"),
            header(ctx, "traceparent"));
    if (given.correlationId().isPresent()) {
      return given;
    }
    String made = UUID.randomUUID().toString();
    return new Correlation(Optional.of(made), given.senderId(), given.traceparent());
  }

  /** Reads the body. */
  static Upload read(Context ctx, UploadBody body, Correlation correlation)
      throws IOException, ProblemException {
    Optional<String> key = header(ctx, "Idempotency-Key");
    if (key.isPresent() && !IDEMPOTENCY_KEY.matcher(key.get()).matches()) {
      throw new ProblemException(
          ProblemCode.BAD_PARAMETER,
          "Idempotency-Key must be 1 to 255 visible ASCII characters: a UUID is good.");
    }
    Function<String, Optional<String>> fields = name -> field(ctx, name);
    byte[] content;
    if (ctx.isMultipartFormData()) {
      UploadForm form = UploadForm.read(ctx.req(), body);
      content = form.image();
      Function<String, Optional<String>> outside = fields;
      fields = name -> form.text(name).or(() -> outside.apply(name));
    } else {
      content = body.read(ctx.bodyInputStream());
    }
    try {
      Arrival arrival = new Arrival(Arrival.HTTP, MetadataFields.urgency(fields));
      return new Upload(content, MetadataFields.read(fields), correlation, key, arrival);
    } catch (RefusedException e) {
      throw ProblemException.of(e.refusal());
    }
  }

  /** What the header {@code Nevus-}name says, or else the query. */
  static Optional<String> field(Context ctx, String name) {
    return header(ctx, "Nevus-" + name).or(() -> Optional.ofNullable(ctx.queryParam(name)));
  }

  private static Optional<String> header(Context ctx, String name) {
    return Optional.ofNullable(ctx.header(name));
  }
}
