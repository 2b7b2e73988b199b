package dev.nevus.trainer.renewal;

import dev.nevus.label.DataSet;
import dev.nevus.label.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * How many labelled images a training needs.
 *
 * @param batch images to learn from, which fill one step
 * @param frozen images to judge by
 */
record Needs(int batch, int frozen) {
  /** What the set is too small for, one line each; nothing if a training may come of it. */
  List<String> shortcomings(DataSet set) {
    List<String> problems = new ArrayList<>();
    need(problems, "to learn from", set.of(Side.TRAINING).size(), batch);
    need(problems, "to choose the best epoch by", set.of(Side.VALIDATION).size(), 1);
    need(problems, "frozen to judge by", set.of(Side.TEST).size(), frozen);
    return problems;
  }

  private static void need(List<String> problems, String what, int there, int needed) {
    if (there < needed) {
      problems.add("%d labelled images %s, needed are %d".formatted(there, what, needed));
    }
  }
}
