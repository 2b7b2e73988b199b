package dev.nevus.trainer.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which images belong together: those of one patient, of one lesion, or of one group of near
 * duplicates, as a {@code manifest.csv} says, and whatever is chained by these. Images that belong
 * together must stay on one side of a split, or its scores flatter.
 */
final class Groups {
  /** Columns that name what images share, and what such a name is preceded by: the widest first. */
  private static final Map<String, String> COLUMNS =
      Map.of(
          "patient_id", "1 patient:", "lesion_id", "2 lesion:", "near_duplicate_group", "group:");

  /** Parent of each name; a name without one is its group's own. Only ever points to smaller. */
  private final Map<String, String> parents = new HashMap<>();

  private Groups() {}

  /**
   * Reads a manifest.
   *
   * @param manifest CSV with a header; a file that is not there, or has no column {@code id},
   *     groups nothing
   */
  static Groups read(Path manifest) throws IOException {
    Groups groups = new Groups();
    if (!Files.exists(manifest)) {
      return groups;
    }
    List<String> lines = Files.readAllLines(manifest, StandardCharsets.UTF_8);
    List<String> header = lines.isEmpty() ? List.of() : CsvLine.fields(lines.get(0));
    int id = header.indexOf("id");
    if (id < 0) {
      return groups;
    }
    for (String line : lines.subList(1, lines.size())) {
      groups.add(header, CsvLine.fields(line), id);
    }
    return groups;
  }

  /** The name of the image's group; an image alone has its own id. */
  String of(String id) {
    String root = root(member(id));
    return root.equals(member(id)) ? id : root;
  }

  private void add(List<String> header, List<String> fields, int id) {
    COLUMNS.forEach(
        (column, prefix) -> {
          int at = header.indexOf(column);
          if (at >= 0 && at < fields.size() && id < fields.size() && !fields.get(at).isBlank()) {
            join(member(fields.get(id)), prefix + fields.get(at));
          }
        });
  }

  /** The smaller name stays, so that a patient's name wins over a lesion's. */
  private void join(String one, String other) {
    String first = root(one);
    String second = root(other);
    int order = first.compareTo(second);
    if (order < 0) {
      parents.put(second, first);
    } else if (order > 0) {
      parents.put(first, second);
    }
  }

  private String root(String name) {
    String root = name;
    for (String next = parents.get(root); next != null; next = parents.get(root)) {
      root = next;
    }
    return root;
  }

  /** Sorts behind every name of a column. */
  private static String member(String id) {
    return "image:" + id;
  }
}
