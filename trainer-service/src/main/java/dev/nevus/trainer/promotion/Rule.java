package dev.nevus.trainer.promotion;

/** What a candidate must keep to be promoted. */
public enum Rule {
  /** The frozen set has enough images to tell two models apart. */
  IMAGES("images"),
  /** The candidate is better in the mean. */
  BETTER_MEAN("better-mean"),
  /** Nor may chance in the choice of images hide that it is worse. */
  THRESHOLDED_JACCARD("thresholded-jaccard"),
  /** It does not fall much on any kind of image. */
  SLICE("slice"),
  /** It answers the golden image as it must. */
  GOLDEN_IMAGE("golden-image"),
  /** The engine answers what the trained net answers. */
  PARITY("parity"),
  /** It is not much slower. */
  LATENCY("latency");

  private final String code;

  Rule(String code) {
    this.code = code;
  }

  /** For programs; never changes. */
  public String code() {
    return code;
  }
}
