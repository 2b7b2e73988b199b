package dev.nevus.eventlog;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A {@link WorkWatch} that sees what a test shows it; an unknown group has nothing before it. */
public final class InMemoryWorkWatch implements WorkWatch {
  private final Map<String, WorkState> states = new HashMap<>();
  private boolean isAway;

  public synchronized void show(String group, WorkState state) {
    states.put(group, state);
  }

  public synchronized void goAway() {
    isAway = true;
  }

  public synchronized void comeBack() {
    isAway = false;
  }

  @Override
  public synchronized WorkState look(String group, Set<Topic> topics) throws EventLogException {
    if (isAway) {
      throw new EventLogException("told to be away", new IllegalStateException(group));
    }
    return states.getOrDefault(group, new WorkState(Map.of(), Optional.empty(), 0));
  }

  @Override
  public synchronized FinishedWork finished(String group, Set<Topic> topics)
      throws EventLogException {
    if (isAway) {
      throw new EventLogException("told to be away", new IllegalStateException(group));
    }
    return FinishedWork.NOTHING;
  }

  @Override
  public void close() {}
}
