package dev.nevus.store;

import dev.nevus.image.ImageId;
import dev.nevus.model.ModelId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one place that knows how objects are named. No name that a sender chose ever becomes part of
 * a key.
 */
public final class Keys {
  private static final Pattern MANIFEST =
      Pattern.compile("models/(\\d{8}T\\d{6}Z-[0-9a-f]{8})/manifest\\.json");

  private static final Pattern PROMOTION = Pattern.compile("promotions/\\d{8}\\.json");

  private Keys() {}

  /** The bytes as they came: {@code images/{imageId}/original}. */
  public static ObjectKey original(ImageId image) {
    return new ObjectKey("images/" + image + "/original");
  }

  /** The fact that announced the image, once it is out: {@code images/{imageId}/stored.json}. */
  public static ObjectKey stored(ImageId image) {
    return new ObjectKey("images/" + image + "/stored.json");
  }

  /** A predicted mask: {@code masks/{modelId}/{imageId}.png}. */
  public static ObjectKey mask(ModelId model, ImageId image) {
    return new ObjectKey("masks/" + model + "/" + image + ".png");
  }

  /** Measurements and provenance of a predicted mask: {@code masks/{modelId}/{imageId}.json}. */
  public static ObjectKey result(ModelId model, ImageId image) {
    return new ObjectKey("masks/" + model + "/" + image + ".json");
  }

  /** A person's mask, named by its own bytes: {@code labels/{imageId}/{sha256}.png}. */
  public static ObjectKey label(ImageId image, String sha256) {
    return new ObjectKey("labels/" + image + "/" + sha256 + ".png");
  }

  /** A model's file: {@code models/{modelId}/model.onnx}. */
  public static ObjectKey model(ModelId model) {
    return new ObjectKey("models/" + model + "/model.onnx");
  }

  /** A model's birth certificate, written last: {@code models/{modelId}/manifest.json}. */
  public static ObjectKey manifest(ModelId model) {
    return new ObjectKey("models/" + model + "/manifest.json");
  }

  /**
   * The model whose manifest lives under {@code key}, or empty where it is another kind of object.
   */
  public static Optional<ModelId> manifestOf(ObjectKey key) {
    Matcher manifest = MANIFEST.matcher(key.path());
    return manifest.matches() ? Optional.of(new ModelId(manifest.group(1))) : Optional.empty();
  }

  /** Below which all models live: {@code models/}. */
  public static String modelsPrefix() {
    return "models/";
  }

  /**
   * The n-th promotion of a champion, counted from 1: {@code promotions/00000001.json}. The last
   * one serves.
   */
  public static ObjectKey promotion(int number) {
    return new ObjectKey("promotions/%08d.json".formatted(number));
  }

  /**
   * Whether a promotion lives under {@code key}; some stores list what is only being written, under
   * other names.
   */
  public static boolean isPromotion(ObjectKey key) {
    return PROMOTION.matcher(key.path()).matches();
  }

  /** Below which all promotions live: {@code promotions/}. */
  public static String promotionsPrefix() {
    return "promotions/";
  }

  /** Bytes that no image and no event could be made of: {@code dead-letters/{sha256}}. */
  public static ObjectKey deadLetter(String sha256) {
    return new ObjectKey("dead-letters/" + sha256);
  }
}
