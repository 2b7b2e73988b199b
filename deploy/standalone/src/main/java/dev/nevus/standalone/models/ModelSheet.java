package dev.nevus.standalone.models;

import dev.nevus.model.Decision;
import dev.nevus.model.Evaluation;
import dev.nevus.model.ModelManifest;
import dev.nevus.model.QuantizedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known of a model.
 *
 * @param manifest its birth certificate
 * @param role {@code champion}, {@code candidate}, {@code served before} or {@code never served}
 * @param signed whether a trusted key signed it; empty where no key is trusted
 * @param decisions on it, the first one first
 */
public record ModelSheet(
    ModelManifest manifest, String role, Optional<Boolean> signed, List<Decision> decisions) {
  private static final String LINE = "%-14s %s";

  public ModelSheet {
    decisions = List.copyOf(decisions);
  }

  /** For a person to read. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line("model", manifest.model().value()));
    lines.add(line("role", role));
    signed.ifPresent(is -> lines.add(line("signature", is ? "of a trusted key" : "none to trust")));
    lines.add(line("made", manifest.at().toString()));
    lines.add(line("network", manifest.architecture()));
    lines.add(line("input", manifest.inputWidth() + "x" + manifest.inputHeight()));
    lines.add(line("file", "%,d bytes, SHA-256 %s".formatted(manifest.bytes(), manifest.sha256())));
    lines.add(
        line("golden", manifest.golden().isPresent() ? "answer is kept" : "no answer is kept"));
    manifest.int8().ifPresent(file -> lines.addAll(text(file)));
    lines.addAll(data());
    manifest.scores().forEach((set, score) -> lines.add(line(set, text(score))));
    lines.addAll(named("setting", manifest.settings()));
    lines.addAll(named("made by", manifest.runtime()));
    decisions.forEach(decision -> lines.addAll(text(decision)));
    return lines;
  }

  private static List<String> text(QuantizedFile file) {
    QuantizedFile.Comparison both = file.comparison();
    return List.of(
        line("in 8 bits", "%,d bytes, SHA-256 %s".formatted(file.bytes(), file.sha256())),
        line(
            "",
            "fitted to %d images: %s"
                .formatted(file.calibration().images(), file.calibration().method())),
        line("", "validation, " + text(both.int8())),
        line("", "validation in floats, " + text(both.f32())),
        line("serves", file.serving().precision().id() + ": " + file.serving().reason()));
  }

  private List<String> data() {
    ModelManifest.TrainingData data = manifest.data();
    List<String> lines = new ArrayList<>();
    lines.add(
        line(
            "learned from",
            "%s: %d training and %d validation images"
                .formatted(data.name(), data.trainingImages(), data.validationImages())));
    lines.add(line("", "split: " + data.split()));
    lines.add(line("", "licence: " + data.licence()));
    if (!data.sha256().isEmpty()) {
      lines.add(line("", "SHA-256 " + data.sha256()));
    }
    return lines;
  }

  private static String text(Evaluation score) {
    return String.format(
        Locale.ROOT,
        "%d images: Jaccard %.3f, thresholded %.3f, Dice %.3f, sensitivity %.3f, specificity %.3f,"
            + " accuracy %.3f",
        score.images(),
        score.meanJaccard(),
        score.thresholdedJaccard(),
        score.meanDice(),
        score.meanSensitivity(),
        score.meanSpecificity(),
        score.meanAccuracy());
  }

  private static List<String> named(String what, Map<String, String> facts) {
    List<String> lines = new ArrayList<>();
    facts.forEach(
        (name, value) -> lines.add(line(lines.isEmpty() ? what : "", name + ": " + value)));
    return lines;
  }

  private static List<String> text(Decision decision) {
    List<String> lines = new ArrayList<>();
    lines.add(
        line(
            "decision " + decision.number(),
            "%s  %s by %s: %s"
                .formatted(
                    decision.at(), word(decision.kind()), decision.by(), decision.reason())));
    decision.findings().forEach(finding -> lines.add(line("", finding)));
    return lines;
  }

  /** A kind of decision as people say it. */
  public static String word(Decision.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String line(String what, String fact) {
    return LINE.formatted(what, fact);
  }
}
