package dev.nevus.standalone.ledger;

import dev.nevus.model.ModelId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The models that the log and the bucket tell of, each under a number; few, so all are held. Safe
 * for many threads.
 */
final class Models {
  private final Map<ModelId, Integer> numbers = new HashMap<>();
  private final List<ModelId> names = new ArrayList<>();
  private final Set<Integer> candidates = new HashSet<>();

  synchronized int number(ModelId model) {
    Integer known = numbers.putIfAbsent(model, names.size());
    if (known == null) {
      names.add(model);
      return names.size() - 1;
    }
    return known;
  }

  synchronized ModelId name(int number) {
    return names.get(number);
  }

  /** It was tried beside the champion, perhaps. */
  synchronized void nominated(ModelId model) {
    candidates.add(number(model));
  }

  synchronized boolean wasCandidate(int number) {
    return candidates.contains(number);
  }
}
