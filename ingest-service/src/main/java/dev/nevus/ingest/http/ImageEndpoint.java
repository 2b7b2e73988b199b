package dev.nevus.ingest.http;

import dev.nevus.image.ImageId;
import dev.nevus.ingest.KnownImages;
import dev.nevus.ingest.catalog.Catalog;
import dev.nevus.ingest.catalog.ImageEntry;
import dev.nevus.ingest.catalog.ImageState;
import dev.nevus.ingest.catalog.LabelState;
import dev.nevus.label.LabelBook;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Tells what became of images: {@code GET /v1/images/{id}} and {@code GET /v1/images}. */
final class ImageEndpoint {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 500;
  private static final String YES = "yes";
  private static final String NO = "no";

  private final KnownImages images;
  private final Catalog catalog;
  private final LabelBook labels;

  ImageEndpoint(KnownImages images, Catalog catalog, LabelBook labels) {
    this.images = images;
    this.catalog = catalog;
    this.labels = labels;
  }

  List<Route> routes() {
    return List.of(Route.get(Links.IMAGES, this::list), Route.get(Links.IMAGE, this::show));
  }

  private void show(Context ctx) throws IOException, ProblemException {
    ImageEntry image = Answers.image(ctx, images);
    Answers.json(ctx, ImageAnswer.of(image, labels.of(image.image())));
  }

  private void list(Context ctx) throws IOException, ProblemException {
    Catalog.Query query =
        new Catalog.Query(state(ctx), labelled(ctx), source(ctx), before(ctx), limit(ctx));
    List<ImageEntry> found = catalog.list(query);
    Answers.json(
        ctx,
        new ImageAnswer.Page(
            found.stream().map(ImageAnswer.Summary::of).toList(), next(query, found)));
  }

  private static Optional<String> next(Catalog.Query query, List<ImageEntry> found) {
    if (found.size() < query.limit()) {
      return Optional.empty();
    }
    ImageId last = found.get(found.size() - 1).image();
    String state = query.state().map(s -> "&state=" + s.id()).orElse("");
    String labelled =
        query.labelled().map(l -> "&labelled=" + (l == LabelState.LABELLED ? YES : NO)).orElse("");
    String source =
        query
            .source()
            .map(s -> "&source=" + URLEncoder.encode(s, StandardCharsets.UTF_8))
            .orElse("");
    return Optional.of(
        Links.IMAGES + "?limit=" + query.limit() + state + labelled + source + "&before=" + last);
  }

  private static Optional<ImageState> state(Context ctx) throws ProblemException {
    String text = ctx.queryParam("state");
    if (text == null) {
      return Optional.empty();
    }
    Optional<ImageState> state = ImageState.of(text);
    if (state.isEmpty()) {
      throw bad("state must be accepted, segmented or dead-lettered.");
    }
    return state;
  }

  private static Optional<LabelState> labelled(Context ctx) throws ProblemException {
    String text = ctx.queryParam("labelled");
    if (text == null) {
      return Optional.empty();
    }
    if (!text.equals(YES) && !text.equals(NO)) {
      throw bad("labelled must be yes or no.");
    }
    return Optional.of(text.equals(YES) ? LabelState.LABELLED : LabelState.UNLABELLED);
  }

  private static Optional<String> source(Context ctx) throws ProblemException {
    Optional<String> text = Optional.ofNullable(ctx.queryParam("source"));
    if (text.isPresent() && text.get().isBlank()) {
      throw bad("source must be a name that senders gave.");
    }
    return text;
  }

  private static Optional<ImageId> before(Context ctx) throws ProblemException {
    String text = ctx.queryParam("before");
    if (text == null) {
      return Optional.empty();
    }
    if (!ImageId.isValid(text)) {
      throw bad("before must be the id of the last image of the page before.");
    }
    return Optional.of(new ImageId(text));
  }

  private static int limit(Context ctx) throws ProblemException {
    String text = ctx.queryParam("limit");
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    if (text.matches("[1-9][0-9]{0,2}") && Integer.parseInt(text) <= MAX_LIMIT) {
      return Integer.parseInt(text);
    }
    throw bad("limit must be a whole number from 1 to " + MAX_LIMIT + ".");
  }

  private static ProblemException bad(String detail) {
    return new ProblemException(ProblemCode.BAD_PARAMETER, detail);
  }
}
