package dev.nevus.trainer.report;

import dev.nevus.trainer.training.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The finished epochs of a run, as {@code history.csv} holds them. Immutable.
 *
 * @param rows in order; a run whose file was moved away in between begins later than with epoch 1
 */
record History(List<EpochRow> rows) {
  static final History EMPTY = new History(List.of());

  History {
    rows = List.copyOf(rows);
  }

  /**
   * What a file holds; nothing where there is no file.
   *
   * @throws IOException naming file and line if it is no history
   */
  static History read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return EMPTY;
    }
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    if (lines.isEmpty() || !lines.get(0).equals(EpochRow.HEADER)) {
      throw damaged(file, 1, "the heading is not '" + EpochRow.HEADER + "'");
    }
    List<EpochRow> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      try {
        rows.add(EpochRow.parse(lines.get(i)));
      } catch (IllegalArgumentException e) {
        throw damaged(file, i + 1, String.valueOf(e.getMessage()));
      }
    }
    return new History(rows);
  }

  void write(Path file) throws IOException {
    String text =
        Stream.concat(Stream.of(EpochRow.HEADER), rows.stream().map(EpochRow::csv))
            .collect(Collectors.joining("\n", "", "\n"));
    WholeFile.replace(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Without the epochs that a resumed run will do again. */
  History upTo(int epoch) {
    return new History(rows.stream().filter(row -> row.epoch() <= epoch).toList());
  }

  History and(EpochRow row) {
    return new History(Stream.concat(rows.stream(), Stream.of(row)).toList());
  }

  /** The epoch whose weights are the run's model. */
  Optional<EpochRow> best() {
    return rows.stream().filter(EpochRow::best).reduce((earlier, later) -> later);
  }

  Optional<EpochRow> last() {
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(rows.size() - 1));
  }

  private static IOException damaged(Path file, int line, String problem) {
    return new IOException(
        "%s, line %d: %s; mend it, or move the file away to go on without these epochs"
            .formatted(file, line, problem));
  }
}
