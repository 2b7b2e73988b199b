package dev.nevus.standalone.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.model.BareModel;
import dev.nevus.model.Precision;
import dev.nevus.model.QuantizedFile;
import dev.nevus.model.QuantizedFiles;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelSheetTest {
  private static final BareModel MODEL = BareModel.of("a model");

  @Test
  void tellsOfASecondFileWhichOneServesAndWhy() {
    QuantizedFile file = QuantizedFiles.of(new byte[] {8}, Precision.F32, Optional.empty());
    ModelSheet sheet =
        new ModelSheet(MODEL.manifest().withInt8(file), "champion", Optional.empty(), List.of());

    assertThat(sheet.lines())
        .anyMatch(line -> line.matches("in 8 bits +1 bytes, SHA-256 [0-9a-f]{64}"))
        .anyMatch(line -> line.matches("serves +f32: for a test"));
  }

  @Test
  void saysNothingOfASecondFileWhereThereIsNone() {
    ModelSheet sheet = new ModelSheet(MODEL.manifest(), "champion", Optional.empty(), List.of());

    assertThat(sheet.lines()).noneMatch(line -> line.startsWith("in 8 bits"));
  }
}
