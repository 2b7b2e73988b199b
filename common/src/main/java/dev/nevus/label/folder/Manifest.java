package dev.nevus.label.folder;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
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
  /** Says nothing of any image. */
  public static final Manifest NONE = new Manifest(List.of());

  static final String ID = "id";
  static final String PATIENT = "patient_id";
  static final String LESION = "lesion_id";
  static final String NEAR_DUPLICATES = "near_duplicate_group";

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final List<Map<String, String>> rows;
  private final Map<String, Map<String, String>> rowById = new HashMap<>();

  private Manifest(List<Map<String, String>> rows) {
    this.rows = rows;
    rows.forEach(row -> rowById.put(row.getOrDefault(ID, ""), row));
  }

  /**
   * Reads the manifest of an image folder: CSV with a header.
   *
   * @throws IOException if it is there and cannot be used; one that is not there says nothing
   */
  public static Manifest beside(Path images) throws IOException {
    Path file = images.resolveSibling("manifest.csv");
    if (!Files.exists(file)) {
      return NONE;
    }
    List<String> lines = lines(file);
    List<String> header = lines.isEmpty() ? List.of() : CsvLine.fields(lines.get(0));
    if (!header.contains(ID)) {
      // Passed over in silence, images of one lesion would come on both sides of a split.
      throw new IOException(
          "%s has no column 'id' (comma-separated, header first): mend it or move it away"
              .formatted(file));
    }
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      rows.add(row(header, CsvLine.fields(line)));
    }
    return new Manifest(rows);
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).lines().toList();
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not UTF-8 text: save it as UTF-8", e);
    }
  }

  /** What a column says of an image; absent where it says nothing. */
  public Optional<String> text(String id, String column) {
    return Optional.ofNullable(rowById.getOrDefault(id, Map.of()).get(column));
  }

  /** Whose image it is. */
  public Optional<String> patient(String id) {
    return text(id, PATIENT);
  }

  /** Which lesion it shows. */
  public Optional<String> lesion(String id) {
    return text(id, LESION);
  }

  /** Which group of near duplicates it is one of. */
  public Optional<String> nearDuplicates(String id) {
    return text(id, NEAR_DUPLICATES);
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
