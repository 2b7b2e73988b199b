package dev.nevus.standalone.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * CPU time of the threads that a process has at a moment, as Linux tells it. Nothing where it does
 * not. Immutable.
 */
public final class ThreadTimes {
  private final Map<String, Task> byId;

  private ThreadTimes(Map<String, Task> byId) {
    this.byId = Map.copyOf(byId);
  }

  private record Task(String name, long nanos) {}

  /** Looks now. */
  public static ThreadTimes of(long pid) throws IOException {
    Map<String, Task> threads = new HashMap<>();
    Path folder = Path.of("/proc", Long.toString(pid), "task");
    if (Files.isDirectory(folder)) {
      try (Stream<Path> tasks = Files.list(folder)) {
        for (Path task : tasks.toList()) {
          add(task, threads);
        }
      }
    }
    return new ThreadTimes(threads);
  }

  private static void add(Path task, Map<String, Task> threads) {
    try {
      String nanos = Files.readString(task.resolve("schedstat")).split(" ", -1)[0];
      String name = Files.readString(task.resolve("comm")).strip();
      threads.put(String.valueOf(task.getFileName()), new Task(role(name), Long.parseLong(nanos)));
    } catch (IOException ended) {
      // Threads end at any time; what this one did is in the process's own time.
      threads.remove(String.valueOf(task.getFileName()));
    }
  }

  /**
   * Milliseconds since an earlier look, by what the threads are called without their numbers; the
   * kernel keeps 15 characters of a name. Threads that ended since are not in it.
   */
  public Map<String, Double> millisSince(ThreadTimes earlier) {
    Map<String, Double> millis = new TreeMap<>();
    byId.forEach(
        (id, thread) -> {
          Task before = earlier.byId.getOrDefault(id, new Task(thread.name(), 0));
          millis.merge(thread.name(), (thread.nanos() - before.nanos()) / 1e6, Double::sum);
        });
    return millis;
  }

  static String role(String name) {
    if (name.matches("C[12] CompilerThre.*")) {
      return name.substring(0, 2) + " compiler";
    }
    String role = name.replaceAll("[-#_ ]*[0-9]+.*$", "");
    return role.isEmpty() ? name : role;
  }
}
