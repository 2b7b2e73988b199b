package dev.nevus.trainer.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a {@code manifest.csv} beside an image folder says of each image. Immutable. */
public final class Manifest {
  private static final String ID = "id";

  private final List<Map<String, String>> rows;
  private final Map<String, Map<String, String>> rowById = new HashMap<>();

  private Manifest(List<Map<String, String>> rows) {
    this.rows = rows;
    rows.forEach(row -> rowById.put(row.getOrDefault(ID, ""), row));
  }

  /**
   * Reads the manifest of an image folder: CSV with a header.
   *
   * @throws IOException if it is there and cannot be read; one that is not there, or has no column
   *     {@code id}, says nothing
   */
  public static Manifest beside(Path images) throws IOException {
    Path file = images.resolveSibling("manifest.csv");
    if (!Files.exists(file)) {
      return new Manifest(List.of());
    }
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    List<String> header = lines.isEmpty() ? List.of() : CsvLine.fields(lines.get(0));
    List<Map<String, String>> rows = new ArrayList<>();
    if (header.contains(ID)) {
      for (String line : lines.subList(1, lines.size())) {
        rows.add(row(header, CsvLine.fields(line)));
      }
    }
    return new Manifest(rows);
  }

  /** What a column says of an image; absent where it says nothing. */
  public Optional<String> text(String id, String column) {
    return Optional.ofNullable(rowById.getOrDefault(id, Map.of()).get(column));
  }

  /** Every row, by the names of its columns; empty fields are left out. */
  List<Map<String, String>> rows() {
    return rows;
  }

  private static Map<String, String> row(List<String> header, List<String> fields) {
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < Math.min(header.size(), fields.size()); i++) {
      if (!fields.get(i).isBlank()) {
        row.put(header.get(i), fields.get(i));
      }
    }
    return row;
  }
}
