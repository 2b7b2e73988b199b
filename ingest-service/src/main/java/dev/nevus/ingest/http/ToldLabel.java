package dev.nevus.ingest.http;

import dev.nevus.image.ImageId;
import dev.nevus.label.KeptLabel;
import dev.nevus.label.Label;
import dev.nevus.label.LabelBook;
import dev.nevus.label.Withdrawal;
import dev.nevus.model.ModelId;
import java.time.Instant;
import java.util.Optional;

/**
 * A label as it is told.
 *
 * @param image whose mask
 * @param number among the labels of the image, counted from 1
 * @param annotator pseudonym of the person
 * @param comment what the person said about it
 * @param accepted the model whose mask was taken as it was
 * @param at when it became durable
 * @param repeated whether it was there before; only in the answer to whoever handed it in
 * @param withdrawal present if it trains no future model
 * @param mask where its PNG is
 */
record ToldLabel(
    ImageId image,
    int number,
    String annotator,
    Optional<String> comment,
    Optional<ModelId> accepted,
    Instant at,
    Optional<Boolean> repeated,
    Optional<Withdrawal> withdrawal,
    String mask) {
  static ToldLabel of(LabelBook.Added added) {
    return of(added.label(), Optional.of(added.repeated()), Optional.empty());
  }

  static ToldLabel of(KeptLabel kept) {
    return of(kept.label(), Optional.empty(), kept.withdrawal());
  }

  private static ToldLabel of(
      Label label, Optional<Boolean> repeated, Optional<Withdrawal> withdrawal) {
    return new ToldLabel(
        label.image(),
        label.number(),
        label.annotator(),
        label.comment(),
        label.accepted(),
        label.at(),
        repeated,
        withdrawal,
        Links.of(label.image()).labels() + "/" + label.number() + "/mask");
  }
}
