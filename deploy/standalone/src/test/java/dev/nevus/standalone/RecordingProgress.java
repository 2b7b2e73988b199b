package dev.nevus.standalone;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it heard, in order. */
final class RecordingProgress implements Progress {
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Map<String, String> addresses = new ConcurrentHashMap<>();

  @Override
  public void ready(String part, String address, Duration took) {
    System.out.println(part + " ready after " + took.toMillis() + " ms");
    addresses.put(part, address);
    heard.add("ready " + part);
  }

  @Override
  public void ended(String part, int exitCode, Path log, Duration pause) {
    heard.add("ended " + part + " " + exitCode + " " + log.getFileName());
  }

  @Override
  public void notStarted(String part, String reason, Duration pause) {
    heard.add("not started " + part + " " + pause.toMillis());
  }

  @Override
  public void stopped(String part, int exitCode) {
    heard.add("stopped " + part);
  }

  List<String> heard() {
    return heard;
  }

  String address(String part) {
    return addresses.getOrDefault(part, "");
  }
}
