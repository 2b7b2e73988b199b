package dev.nevus.eventlog.kafka;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How far the work on one partition has come, in the form in which it outlives a worker: the offset
 * to commit and a short text beside it. Whoever gets the partition next reads from {@link #offset}
 * and knows what is finished beyond it and how often the rest was begun.
 *
 * @param offset nothing below is unfinished
 * @param end from here on nothing was begun or finished; at least {@code offset}
 * @param unfinished the unfinished offsets between the two with the attempts begun; all others
 *     between the two are finished, or were never there
 */
record OffsetNote(long offset, long end, NavigableMap<Long, Integer> unfinished) {
  /** What brokers take beside an offset, in bytes, unless they are told otherwise. */
  static final int MOST_BYTES = 4096;

  private static final String VERSION = "nevus1";
  private static final int RADIX = 36;

  OffsetNote {
    if (offset < 0 || end < offset) {
      throw new IllegalArgumentException("offsets from 0, the end not before the offset");
    }
    boolean outside =
        !unfinished.isEmpty() && (unfinished.firstKey() < offset || unfinished.lastKey() >= end);
    if (outside || unfinished.values().stream().anyMatch(attempts -> attempts < 0)) {
      throw new IllegalArgumentException("unfinished offsets lie between the two");
    }
    unfinished = Collections.unmodifiableNavigableMap(new TreeMap<>(unfinished));
  }

  /** Nothing begun from {@code offset} on. */
  static OffsetNote at(long offset) {
    return new OffsetNote(offset, offset, new TreeMap<>());
  }

  /** What still holds once the log was cut off at an offset: whatever stands there now is new. */
  OffsetNote cutAt(long cut) {
    return cut >= end
        ? this
        : new OffsetNote(Math.min(offset, cut), cut, unfinished.headMap(cut, false));
  }

  /**
   * Reads what {@link #text()} wrote; another text, such as one of somebody who moved the group by
   * hand, says nothing.
   */
  static OffsetNote parse(long offset, String text) {
    String[] parts = text.split(";", -1);
    if (parts.length != 3 || !parts[0].equals(VERSION)) {
      return at(offset);
    }
    try {
      NavigableMap<Long, Integer> unfinished = new TreeMap<>();
      for (String item : parts[2].isEmpty() ? new String[0] : parts[2].split(",", -1)) {
        int dot = item.indexOf('.');
        unfinished.put(
            offset + Long.parseLong(item.substring(0, dot), RADIX),
            Integer.parseInt(item.substring(dot + 1), RADIX));
      }
      return new OffsetNote(offset, offset + Long.parseLong(parts[1], RADIX), unfinished);
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      return at(offset);
    }
  }

  /**
   * ASCII, at most {@link #MOST_BYTES}; empty where there is nothing to tell. What has no room is
   * told as not begun, so that at worst something is done again.
   */
  String text() {
    long told = begunEnd();
    StringBuilder items = new StringBuilder();
    int room = MOST_BYTES - VERSION.length() - 2 - Long.toString(told - offset, RADIX).length();
    for (Map.Entry<Long, Integer> entry : unfinished.headMap(told).entrySet()) {
      String item = item(entry.getKey(), entry.getValue());
      if (items.length() + item.length() + 1 > room) {
        told = entry.getKey();
        break;
      }
      items.append(items.isEmpty() ? "" : ",").append(item);
    }
    return told == offset ? "" : VERSION + ";" + Long.toString(told - offset, RADIX) + ";" + items;
  }

  private String item(long unfinishedOffset, int attempts) {
    return Long.toString(unfinishedOffset - offset, RADIX)
        + "."
        + Integer.toString(attempts, RADIX);
  }

  /** The end without the records at it that nobody began: they are like those beyond. */
  private long begunEnd() {
    long begun = end;
    for (Map.Entry<Long, Integer> entry : unfinished.descendingMap().entrySet()) {
      if (entry.getValue() != 0 || entry.getKey() + 1 != begun) {
        break;
      }
      begun = entry.getKey();
    }
    return begun;
  }
}
