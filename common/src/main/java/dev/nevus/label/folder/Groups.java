package dev.nevus.label.folder;

import java.util.HashMap;
import java.util.Map;

/**
 * Which images belong together: those of one patient, of one lesion, or of one group of near
 * duplicates, as a {@code manifest.csv} says, and whatever is chained by these. Images that belong
 * together must stay on one side of a split, or its scores flatter. Immutable once made.
 */
public final class Groups {
  /** Columns that name what images share, and what such a name is preceded by: the widest first. */
  private static final Map<String, String> COLUMNS =
      Map.of(
          Manifest.PATIENT, "1 patient:",
          Manifest.LESION, "2 lesion:",
          Manifest.NEAR_DUPLICATES, "group:");

  /** Parent of each name; a name without one is its group's own. Only ever points to smaller. */
  private final Map<String, String> parents = new HashMap<>();

  private Groups() {}

  /** What a manifest says; one that says nothing groups nothing. */
  public static Groups of(Manifest manifest) {
    Groups groups = new Groups();
    manifest.rows().forEach(groups::add);
    return groups;
  }

  /** The name of the image's group; an image alone has its own id. */
  public String of(String id) {
    String root = root(member(id));
    return root.equals(member(id)) ? id : root;
  }

  private void add(Map<String, String> row) {
    COLUMNS.forEach(
        (column, prefix) -> {
          String id = row.get(Manifest.ID);
          String name = row.get(column);
          if (id != null && name != null) {
            join(member(id), prefix + name);
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
