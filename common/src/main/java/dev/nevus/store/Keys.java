package dev.nevus.store;

import dev.nevus.image.ImageId;
import dev.nevus.model.ModelId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one place that knows how objects are named. No sender's name is ever part of a key. */
public final class Keys {
  private static final Pattern MANIFEST =
      Pattern.compile("models/(\\d{8}T\\d{6}Z-[0-9a-f]{8})/manifest\\.json");
  private static final Pattern DECISION = Pattern.compile("decisions/\\d{8}\\.json");
  private static final Pattern LABEL = Pattern.compile("labels/([0-9a-f]{64})/(\\d{6})\\.json");
  private static final Pattern LABEL_MASK =
      Pattern.compile("labels/[0-9a-f]{64}/([0-9a-f]{64})\\.png");
  private static final Pattern COLLECTED =
      Pattern.compile("collected/([0-9a-f]{64})/(\\d{6})\\.json");
  private static final Pattern DATA_SET = Pattern.compile("datasets/([0-9a-f]{64})\\.json");
  private static final Pattern TRAINING = Pattern.compile("trainings/(\\d{8})/job\\.json");
  private static final Pattern REQUEST =
      Pattern.compile("training-requests/([a-z0-9-]{1,64})\\.json");
  private static final Pattern DEAD_LETTER = Pattern.compile("dead-letters/([0-9a-f]{64})");
  private static final Pattern SPLITS = Pattern.compile("splits/\\d{8}\\.json");

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

  /** The digest of the mask under a key of {@link #label}; no other kind of key has one. */
  public static String labelDigest(ObjectKey label) {
    return told(LABEL_MASK, label)
        .orElseThrow(() -> new IllegalArgumentException("no label's mask: " + label));
  }

  /** A model's file: {@code models/{modelId}/model.onnx}. */
  public static ObjectKey model(ModelId model) {
    return new ObjectKey("models/" + model + "/model.onnx");
  }

  /** The same net in 8 bits, where there is one: {@code models/{modelId}/model.int8.onnx}. */
  public static ObjectKey int8(ModelId model) {
    return new ObjectKey("models/" + model + "/model.int8.onnx");
  }

  /** A model's birth certificate, written last: {@code models/{modelId}/manifest.json}. */
  public static ObjectKey manifest(ModelId model) {
    return new ObjectKey("models/" + model + "/manifest.json");
  }

  /** The model whose manifest lives under {@code key}; empty for other objects. */
  public static Optional<ModelId> manifestOf(ObjectKey key) {
    return told(MANIFEST, key).map(ModelId::new);
  }

  /** Below which all models live: {@code models/}. */
  public static String modelsPrefix() {
    return "models/";
  }

  /** What a model is tried with before it serves: {@code models/{modelId}/golden.png}. */
  public static ObjectKey golden(ModelId model) {
    return new ObjectKey("models/" + model + "/golden.png");
  }

  /** The signature of the birth certificate's bytes: {@code models/{modelId}/manifest.sig}. */
  public static ObjectKey signature(ModelId model) {
    return new ObjectKey("models/" + model + "/manifest.sig");
  }

  /** The n-th decision on models, counted from 1: {@code decisions/00000001.json}. */
  public static ObjectKey decision(int number) {
    return new ObjectKey(String.format(Locale.ROOT, "decisions/%08d.json", number));
  }

  /** Whether a decision lives there; some stores list what is being written, too. */
  public static boolean isDecision(ObjectKey key) {
    return DECISION.matcher(key.path()).matches();
  }

  /** Below which all decisions live: {@code decisions/}. */
  public static String decisionsPrefix() {
    return "decisions/";
  }

  /** About an image's n-th label, counted from 1: {@code labels/{imageId}/000001.json}. */
  public static ObjectKey labelRecord(ImageId image, int number) {
    return new ObjectKey(String.format(Locale.ROOT, "labels/%s/%06d.json", image, number));
  }

  /** Which label a record under {@code key} is of, or empty where it is another kind of object. */
  public static Optional<LabelName> labelOf(ObjectKey key) {
    return labelName(LABEL.matcher(key.path()));
  }

  /** That a label was withdrawn: {@code labels/{imageId}/000001.withdrawn.json}. */
  public static ObjectKey withdrawal(ImageId image, int number) {
    return new ObjectKey(
        String.format(Locale.ROOT, "labels/%s/%06d.withdrawn.json", image, number));
  }

  /** Below which an image's labels live: {@code labels/{imageId}/}. */
  public static String labelsPrefix(ImageId image) {
    return "labels/" + image + "/";
  }

  /** Below which all labels live: {@code labels/}. */
  public static String labelsPrefix() {
    return "labels/";
  }

  /** That the trainer knows of a label: {@code collected/{imageId}/000001.json}. */
  public static ObjectKey collected(ImageId image, int number) {
    return new ObjectKey(String.format(Locale.ROOT, "collected/%s/%06d.json", image, number));
  }

  /** The label that a mark under {@code key} is of, or empty where it is another kind of object. */
  public static Optional<LabelName> collectedOf(ObjectKey key) {
    return labelName(COLLECTED.matcher(key.path()));
  }

  /** Below which all marks of known labels live: {@code collected/}. */
  public static String collectedPrefix() {
    return "collected/";
  }

  /** A training's images and labels, named by content: {@code datasets/{sha256}.json}. */
  public static ObjectKey dataSet(String sha256) {
    return new ObjectKey("datasets/" + sha256 + ".json");
  }

  /** The digest of the data set under {@code key}, or empty where it is another kind of object. */
  public static Optional<String> dataSetOf(ObjectKey key) {
    return told(DATA_SET, key);
  }

  /** Below which all data sets live: {@code datasets/}. */
  public static String dataSetsPrefix() {
    return "datasets/";
  }

  /**
   * A file of the n-th training, counted from 1: {@code trainings/00000001/job.json}.
   *
   * @param file for example {@code job.json}
   */
  public static ObjectKey training(int number, String file) {
    return new ObjectKey(String.format(Locale.ROOT, "trainings/%08d/%s", number, file));
  }

  /** The number of the training whose job lives under {@code key}; empty for other objects. */
  public static Optional<Integer> trainingOf(ObjectKey key) {
    return told(TRAINING, key).map(Integer::valueOf);
  }

  /** Below which all trainings live: {@code trainings/}. */
  public static String trainingsPrefix() {
    return "trainings/";
  }

  /** A request for a training: {@code training-requests/{request}.json}. */
  public static ObjectKey trainingRequest(String request) {
    return new ObjectKey("training-requests/" + request + ".json");
  }

  /** That a request was served: {@code training-requests/{request}.served.json}. */
  public static ObjectKey servedRequest(String request) {
    return new ObjectKey("training-requests/" + request + ".served.json");
  }

  /** The request that lives under {@code key}, or empty where it is another kind of object. */
  public static Optional<String> trainingRequestOf(ObjectKey key) {
    return told(REQUEST, key);
  }

  /** Below which all requests live: {@code training-requests/}. */
  public static String trainingRequestsPrefix() {
    return "training-requests/";
  }

  /** A page of the split ledger, counted from 1: {@code splits/00000001.json}. */
  public static ObjectKey splits(int page) {
    return new ObjectKey(String.format(Locale.ROOT, "splits/%08d.json", page));
  }

  /** Whether a page of the split ledger lives under {@code key}, as {@link #isDecision} does. */
  public static boolean isSplits(ObjectKey key) {
    return SPLITS.matcher(key.path()).matches();
  }

  /** Below which the whole split ledger lives: {@code splits/}. */
  public static String splitsPrefix() {
    return "splits/";
  }

  /** Bytes that no image and no event could be made of: {@code dead-letters/{sha256}}. */
  public static ObjectKey deadLetter(String sha256) {
    return new ObjectKey("dead-letters/" + sha256);
  }

  /** The digest of the bytes under {@code key}, or empty where it is another kind of object. */
  public static Optional<String> deadLetterOf(ObjectKey key) {
    return told(DEAD_LETTER, key);
  }

  private static Optional<String> told(Pattern form, ObjectKey key) {
    Matcher matcher = form.matcher(key.path());
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** That the n-th attempt at a record that others died with began: {@code attempts/{sha256}/2}. */
  public static ObjectKey attempt(String sha256, int number) {
    return new ObjectKey("attempts/" + sha256 + "/" + number);
  }

  /** That this attempt ended without a fault of the record: {@code attempts/{sha256}/2.excused}. */
  public static ObjectKey excusedAttempt(String sha256, int number) {
    return new ObjectKey(attempt(sha256, number) + ".excused");
  }

  private static Optional<LabelName> labelName(Matcher key) {
    return key.matches()
        ? Optional.of(new LabelName(new ImageId(key.group(1)), Integer.parseInt(key.group(2))))
        : Optional.empty();
  }
}
