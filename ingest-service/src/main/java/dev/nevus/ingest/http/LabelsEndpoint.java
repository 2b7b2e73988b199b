package dev.nevus.ingest.http;

import dev.nevus.event.Correlation;
import dev.nevus.image.ImageId;
import dev.nevus.ingest.KnownImages;
import dev.nevus.ingest.LabelUses;
import dev.nevus.ingest.WithdrawLabel;
import dev.nevus.label.KeptLabel;
import dev.nevus.label.LabelBook;
import dev.nevus.label.Withdrawal;
import dev.nevus.model.ModelId;
import dev.nevus.store.ObjectStore;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Tells an image's labels and what became of them, and takes one out of future trainings. */
final class LabelsEndpoint {
  private static final String LABELS = Links.IMAGE + "/labels";
  private static final String LABEL = LABELS + "/{number}";

  private final KnownImages images;
  private final LabelBook book;
  private final WithdrawLabel withdraw;
  private final LabelUses uses;
  private final ObjectStore store;

  LabelsEndpoint(
      KnownImages images,
      LabelBook book,
      WithdrawLabel withdraw,
      LabelUses uses,
      ObjectStore store) {
    this.images = images;
    this.book = book;
    this.withdraw = withdraw;
    this.uses = uses;
    this.store = store;
  }

  /** All labels, the oldest first. */
  record Labels(List<ToldLabel> labels) {}

  /** The data sets that a label is in. */
  record Uses(List<LabelUses.Use> dataSets) {}

  /**
   * What a withdrawal cannot undo.
   *
   * @param label without the withdrawal
   * @param dataSets digests of those that the label is in
   * @param models that learned from it
   */
  record Withdrawn(
      ToldLabel label, Withdrawal withdrawal, List<String> dataSets, List<ModelId> models) {}

  List<Route> routes() {
    return List.of(
        Route.get(LABELS, this::list),
        Route.get(LABEL, ctx -> Answers.json(ctx, ToldLabel.of(label(ctx)))),
        Route.delete(LABEL, this::delete),
        Route.get(LABEL + "/mask", this::mask),
        Route.get(LABEL + "/datasets", this::dataSets));
  }

  private void list(Context ctx) throws IOException, ProblemException {
    ImageId image = Answers.image(ctx, images).image();
    Answers.json(ctx, new Labels(book.of(image).stream().map(ToldLabel::of).toList()));
  }

  private void mask(Context ctx) throws IOException, ProblemException {
    ctx.contentType("image/png").result(store.get(label(ctx).label().mask()));
  }

  private void dataSets(Context ctx) throws IOException, ProblemException {
    Answers.json(ctx, new Uses(uses(label(ctx))));
  }

  private void delete(Context ctx) throws IOException, InterruptedException, ProblemException {
    Correlation correlation = UploadRequest.correlation(ctx);
    Wish wish = Wish.of(UploadRequest.field(ctx, "by"), UploadRequest.field(ctx, "reason"));
    KeptLabel named = label(ctx);
    KeptLabel withdrawn =
        withdraw
            .withdraw(
                named.label().image(),
                named.label().number(),
                wish.by(),
                wish.reason(),
                correlation)
            .orElseThrow(LabelsEndpoint::unknown);
    List<LabelUses.Use> in = uses(withdrawn);
    Answers.json(
        ctx,
        new Withdrawn(
            ToldLabel.of(new KeptLabel(withdrawn.label(), Optional.empty())),
            withdrawn.withdrawal().orElseThrow(),
            in.stream().map(LabelUses.Use::sha256).toList(),
            in.stream()
                .filter(LabelUses.Use::isLearning)
                .flatMap(use -> use.models().stream())
                .toList()));
  }

  private List<LabelUses.Use> uses(KeptLabel kept) throws IOException {
    return uses.of(kept.label().image(), kept.label().number());
  }

  /** The label that the path names. */
  private KeptLabel label(Context ctx) throws IOException, ProblemException {
    ImageId image = Answers.image(ctx, images).image();
    String number = ctx.pathParam("number");
    if (number.matches("[1-9][0-9]{0,5}")) {
      return book.find(image, Integer.parseInt(number)).orElseThrow(LabelsEndpoint::unknown);
    }
    throw unknown();
  }

  /** Of a label that nobody handed in. */
  static ProblemException unknown() {
    return new ProblemException(
        ProblemCode.LABEL_UNKNOWN,
        "The image has no label of this number: its labels are counted from 1.");
  }
}
