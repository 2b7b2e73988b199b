package dev.nevus.trainer.renewal;

import dev.nevus.segment.MaskForm;
import dev.nevus.settings.Settings;
import dev.nevus.trainer.promotion.PromotionPolicy;
import dev.nevus.trainer.quantization.SecondFilePolicy;

/**
 * How models are judged.
 *
 * @param policy what a candidate must keep to be promoted
 * @param form of the masks that are scored: that of the workers, so tell both the same
 * @param second when a model's file in 8 bits serves
 */
public record Judging(PromotionPolicy policy, MaskForm form, SecondFilePolicy second) {
  /** With second files as they usually are. */
  public Judging(PromotionPolicy policy, MaskForm form) {
    this(policy, form, SecondFilePolicy.DEFAULT);
  }

  /** Reads the keys {@code NEVUS_GATE_*}, {@code NEVUS_MASK_*} and {@code NEVUS_QUANTIZATION_*}. */
  public static Judging from(Settings settings) {
    return new Judging(
        PromotionPolicy.from(settings), MaskForm.from(settings), SecondFilePolicy.from(settings));
  }
}
