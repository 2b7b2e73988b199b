package dev.nevus.trainer.promotion;

/** Two models that were evaluated side by side, on the same images. */
public record Contest(ModelEvaluation champion, ModelEvaluation candidate) {
  /** Whether the candidate replaces the champion. */
  public Judgement judge(PromotionPolicy policy) {
    return Gate.judge(champion, candidate, policy);
  }
}
