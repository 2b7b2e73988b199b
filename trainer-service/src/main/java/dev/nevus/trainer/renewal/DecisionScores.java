package dev.nevus.trainer.renewal;

import dev.nevus.model.Evaluation;
import dev.nevus.trainer.promotion.GateScores;
import java.util.LinkedHashMap;
import java.util.Map;

/** The gate's figures by the names under which decisions keep them. */
final class DecisionScores {
  private DecisionScores() {}

  static Map<String, Double> of(GateScores scores) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("images", (double) scores.candidate().images());
    add("champion", scores.champion(), figures);
    add("candidate", scores.candidate(), figures);
    figures.put("difference", scores.difference().value());
    figures.put("differenceLow", scores.difference().interval().low());
    figures.put("differenceHigh", scores.difference().interval().high());
    figures.put("championMilliseconds", scores.championMilliseconds());
    figures.put("candidateMilliseconds", scores.candidateMilliseconds());
    scores.parity().ifPresent(parity -> figures.put("parity", parity));
    return figures;
  }

  private static void add(String whose, Evaluation scores, Map<String, Double> figures) {
    figures.put(whose + "ThresholdedJaccard", scores.thresholdedJaccard());
    figures.put(whose + "Jaccard", scores.meanJaccard());
    figures.put(whose + "Dice", scores.meanDice());
  }
}
