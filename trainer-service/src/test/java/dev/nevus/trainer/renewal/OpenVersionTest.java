package dev.nevus.trainer.renewal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.label.DataSet;
import dev.nevus.model.ModelId;
import dev.nevus.model.Precision;
import dev.nevus.model.QuantizedFiles;
import dev.nevus.model.VerifiedVersion;
import dev.nevus.segment.GoldenAnswer;
import dev.nevus.segment.GoldenPicture;
import dev.nevus.trainer.promotion.Contender;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A novice whose second file is another novice's, so that it shows which of them is open. */
class OpenVersionTest {
  private final Ward ward;
  private VerifiedVersion floats;
  private VerifiedVersion other;
  private GoldenAnswer wrong;
  private GoldenAnswer right;

  OpenVersionTest(@TempDir Path folder) throws Exception {
    ward = new Ward(folder);
  }

  @BeforeEach
  void publish() throws Exception {
    ModelId model = ward.publishNovice(3);
    floats = ward.registry.version(model);
    other = ward.registry.version(ward.publishNovice(4));
    wrong = floats.manifest().golden().orElseThrow();
    right = other.manifest().golden().orElseThrow();
    assertThat(wrong.agreesWith(right)).isFalse();
  }

  @Test
  void opensTheFileThatTheCertificateChose() throws Exception {
    assertOpens(with(other.files().onnx(), Precision.INT8, right), Precision.INT8, right);
    assertOpens(with(other.files().onnx(), Precision.F32, right), Precision.F32, wrong);
    assertOpens(floats, Precision.F32, wrong);
  }

  @Test
  void judgesFloatsOnAProcessorThatAnswersOtherwiseInEightBits() throws Exception {
    assertOpens(with(other.files().onnx(), Precision.INT8, wrong), Precision.F32, wrong);
  }

  @Test
  void judgesFloatsWhereTheEngineRefusesTheOtherFile() throws Exception {
    assertOpens(with("no model".getBytes(UTF_8), Precision.INT8, right), Precision.F32, wrong);
  }

  @Test
  void theGoldenAnswerIsAskedOfTheFileThatOpened() throws Exception {
    VerifiedVersion version = with(other.files().onnx(), Precision.INT8, wrong);

    try (OpenVersion open = OpenVersion.of(version)) {
      Contender contender =
          new PrepareContender(ward.images()).of(version, open, new DataSet("none", List.of()));

      assertThat(contender.goldenImageIsRight()).isTrue();
    }
  }

  private VerifiedVersion with(byte[] eightBits, Precision serves, GoldenAnswer golden) {
    return new VerifiedVersion(
        floats.manifest().withInt8(QuantizedFiles.of(eightBits, serves, Optional.of(golden))),
        floats.files().withInt8(eightBits));
  }

  private static void assertOpens(VerifiedVersion version, Precision file, GoldenAnswer answer)
      throws Exception {
    try (OpenVersion open = OpenVersion.of(version)) {
      GoldenPicture picture = GoldenPicture.of(version.files().golden().orElseThrow());
      assertThat(open.precision()).isEqualTo(file);
      assertThat(picture.answer(open.segmenter()).agreesWith(answer)).isTrue();
    }
  }
}
