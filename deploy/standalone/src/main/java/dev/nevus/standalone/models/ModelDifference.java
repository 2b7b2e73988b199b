package dev.nevus.standalone.models;

import dev.nevus.model.Evaluation;
import dev.nevus.model.ModelManifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What differs between two models, as their birth certificates tell. */
public final class ModelDifference {
  private static final String NOTHING = "-";

  private ModelDifference() {}

  /**
   * One thing that differs.
   *
   * @param what for example {@code setting epochs} or {@code test: mean Jaccard}
   * @param first of the first model; {@code -} where it has none
   * @param second of the second model; {@code -} where it has none
   * @param change from the first to the second where both are numbers; else empty
   */
  public record Line(String what, String first, String second, String change) {}

  /**
   * Everything that differs, in reading order: files, scores, data, settings, where it was made.
   */
  public static List<Line> between(ModelManifest first, ModelManifest second) {
    List<Line> lines = new ArrayList<>();
    lines.addAll(differing("", files(first), files(second)));
    lines.addAll(scores(first, second));
    lines.addAll(differing("validation in 8 bits: ", inEightBits(first), inEightBits(second)));
    lines.addAll(differing("data: ", data(first), data(second)));
    lines.addAll(differing("setting: ", first.settings(), second.settings()));
    lines.addAll(differing("made by: ", first.runtime(), second.runtime()));
    return lines;
  }

  private static Map<String, String> files(ModelManifest model) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("bytes", Long.toString(model.bytes()));
    facts.put("input", model.inputWidth() + "x" + model.inputHeight());
    facts.put("network", model.architecture());
    facts.put("serves", model.serves().id());
    model.int8().ifPresent(file -> facts.put("bytes in 8 bits", Long.toString(file.bytes())));
    return facts;
  }

  private static Map<String, String> data(ModelManifest model) {
    ModelManifest.TrainingData data = model.data();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("name", data.name());
    facts.put("digest", data.sha256().isEmpty() ? NOTHING : data.sha256());
    facts.put("training images", count(data.trainingImages()));
    facts.put("validation images", count(data.validationImages()));
    facts.put("split", data.split());
    facts.put("licence", data.licence());
    return facts;
  }

  /** 0 stands for what is not known. */
  private static String count(int images) {
    return images == 0 ? NOTHING : Integer.toString(images);
  }

  private static List<Line> scores(ModelManifest first, ModelManifest second) {
    List<Line> lines = new ArrayList<>();
    for (String set : keys(first.scores(), second.scores())) {
      lines.addAll(
          differing(set + ": ", scores(first.scores(), set), scores(second.scores(), set)));
    }
    return lines;
  }

  private static Map<String, String> inEightBits(ModelManifest model) {
    return scores(model.int8().map(file -> file.comparison().int8()));
  }

  private static Map<String, String> scores(Map<String, Evaluation> all, String set) {
    return scores(Optional.ofNullable(all.get(set)));
  }

  private static Map<String, String> scores(Optional<Evaluation> known) {
    Map<String, String> scores = new LinkedHashMap<>();
    if (known.isPresent()) {
      Evaluation score = known.get();
      scores.put("images", Integer.toString(score.images()));
      scores.put("mean Jaccard", share(score.meanJaccard()));
      scores.put("thresholded Jaccard", share(score.thresholdedJaccard()));
      scores.put("mean Dice", share(score.meanDice()));
      scores.put("mean sensitivity", share(score.meanSensitivity()));
      scores.put("mean specificity", share(score.meanSpecificity()));
      scores.put("mean accuracy", share(score.meanAccuracy()));
    }
    return scores;
  }

  private static String share(double score) {
    return String.format(Locale.ROOT, "%.4f", score);
  }

  private static List<Line> differing(
      String prefix, Map<String, String> first, Map<String, String> second) {
    List<Line> lines = new ArrayList<>();
    for (String key : keys(first, second)) {
      String one = first.getOrDefault(key, NOTHING);
      String other = second.getOrDefault(key, NOTHING);
      if (!one.equals(other)) {
        lines.add(new Line(prefix + key, one, other, change(one, other)));
      }
    }
    return lines;
  }

  private static Set<String> keys(Map<String, ?> first, Map<String, ?> second) {
    Set<String> keys = new LinkedHashSet<>(first.keySet());
    keys.addAll(second.keySet());
    return keys;
  }

  /** With as many places as the numbers have. */
  private static String change(String first, String second) {
    try {
      double change = Double.parseDouble(second) - Double.parseDouble(first);
      int places = Math.max(places(first), places(second));
      return String.format(Locale.ROOT, "%+." + places + "f", change);
    } catch (NumberFormatException e) {
      return "";
    }
  }

  private static int places(String number) {
    int point = number.indexOf('.');
    return point < 0 ? 0 : number.length() - point - 1;
  }
}
