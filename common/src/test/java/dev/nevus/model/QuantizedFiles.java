package dev.nevus.model;

import dev.nevus.model.QuantizedFile.Calibration;
import dev.nevus.model.QuantizedFile.Comparison;
import dev.nevus.model.QuantizedFile.Serving;
import dev.nevus.segment.GoldenAnswer;
import dev.nevus.store.Sha256;
import java.util.Optional;

/** Certificates of second files for tests. */
public final class QuantizedFiles {
  private static final Evaluation SCORES = new Evaluation(20, 0.8, 0.7, 0.9, 0.9, 0.9, 0.9);

  private QuantizedFiles() {}

  /** Of a file that one of the two serves instead of, whatever it holds. */
  public static QuantizedFile of(byte[] file, Precision serves, Optional<GoldenAnswer> golden) {
    return new QuantizedFile(
        Sha256.of(file),
        file.length,
        new Calibration(8, "for a test", ""),
        golden,
        new Comparison(SCORES, SCORES, 2.5),
        new Serving(serves, "for a test"));
  }
}
