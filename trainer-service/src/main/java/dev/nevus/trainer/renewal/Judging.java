package dev.nevus.trainer.renewal;

import dev.nevus.segment.MaskForm;
import dev.nevus.settings.Settings;
import dev.nevus.trainer.promotion.PromotionPolicy;

/**
 * How models are judged.
 *
 * @param policy what a candidate must keep to be promoted
 * @param form of the masks that are scored: that of the workers, so tell both the same
 */
public record Judging(PromotionPolicy policy, MaskForm form) {
  /** Reads the keys {@code NEVUS_GATE_*} and {@code NEVUS_MASK_*}. */
  public static Judging from(Settings settings) {
    return new Judging(PromotionPolicy.from(settings), MaskForm.from(settings));
  }
}
