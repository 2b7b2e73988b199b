package dev.nevus.trainer.quantization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.label.folder.ImageFolders;
import dev.nevus.model.BareModel;
import dev.nevus.model.Evaluation;
import dev.nevus.model.ModelManifest;
import dev.nevus.model.QuantizedFile;
import dev.nevus.segment.GoldenAnswer;
import dev.nevus.segment.GoldenAnswers;
import dev.nevus.segment.GoldenPicture;
import dev.nevus.segment.MaskForm;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.segment.onnx.TinyOnnx;
import dev.nevus.store.Sha256;
import dev.nevus.trainer.DrawnFolder;
import dev.nevus.trainer.SmallNets;
import dev.nevus.trainer.dataset.Split;
import dev.nevus.trainer.evaluation.IsicScoring;
import dev.nevus.trainer.training.NativeBackend;
import dev.nevus.trainer.unet.OnnxExport;
import dev.nevus.trainer.unet.UNetShape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakeSecondFileTest {
  private static final UNetShape SHAPE = UNetShape.quarterGrid(64, 8);
  private static final int SHOWN = 6;
  private static final SecondFilePolicy POLICY = SecondFilePolicy.DEFAULT.fittedTo(SHOWN);

  private final MakeSecondFile.Images images;
  private final byte[] onnx;

  MakeSecondFileTest(@TempDir Path folder) throws Exception {
    DrawnFolder drawn = DrawnFolder.fill(folder, 30);
    Split split = Split.of(ImageFolders.pair(drawn.images(), drawn.masks()), 0.3, 1);
    this.images = new MakeSecondFile.Images(split.training(), split.validation());
    this.onnx = OnnxExport.export(SmallNets.build(SHAPE, 1), SHAPE);
  }

  @BeforeAll
  static void chooseBackend() {
    NativeBackend.activate();
  }

  @Test
  void certifiesWhatItMade() throws Exception {
    Evaluation f32 = scores(onnx);

    SecondFile made = maker(POLICY).of(onnx, f32, images, GoldenPicture.drawn()).orElseThrow();

    QuantizedFile told = made.certificate();
    assertThat(told.sha256()).isEqualTo(Sha256.of(made.onnx()));
    assertThat(told.bytes()).isEqualTo(made.onnx().length);
    assertThat(told.calibration().images()).isEqualTo(SHOWN);
    assertThat(told.calibration().sha256()).hasSize(64);
    assertThat(told.comparison().f32()).isEqualTo(f32);
    assertThat(told.comparison().int8()).isEqualTo(scores(made.onnx()));
    assertThat(told.comparison().timesAsFast()).isPositive();
    assertThat(told.serving()).isEqualTo(POLICY.serving(told.comparison()));
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(made.onnx())) {
      assertThat(GoldenPicture.drawn().answer(segmenter).agreesWith(told.golden().orElseThrow()))
          .isTrue();
    }
    BareModel version = BareModel.of("a version");
    assertThat(made.beside(version.manifest()).certifies(made.beside(version.files()))).isTrue();
  }

  @Test
  void theSameNetAndImagesGiveTheSameFile() throws Exception {
    Evaluation f32 = scores(onnx);

    byte[] once = maker(POLICY).of(onnx, f32, images, GoldenPicture.drawn()).orElseThrow().onnx();
    byte[] again = maker(POLICY).of(onnx, f32, images, GoldenPicture.drawn()).orElseThrow().onnx();

    assertThat(again).isEqualTo(once);
  }

  @Test
  void makesNoneWhereNoneIsWantedOrThereIsNothingToCompareBy() throws Exception {
    Evaluation f32 = scores(onnx);

    assertThat(maker(POLICY.fittedTo(0)).of(onnx, f32, images, GoldenPicture.drawn())).isEmpty();
    assertThat(
            maker(POLICY)
                .of(
                    onnx,
                    f32,
                    new MakeSecondFile.Images(images.training(), List.of()),
                    GoldenPicture.drawn()))
        .isEmpty();
  }

  @Test
  void aModelWithoutConvolutionsHasNone() throws Exception {
    byte[] other = TinyOnnx.of(new ModelInput(32, 16)).bytes();

    assertThat(maker(POLICY).of(other, scores(other), images, GoldenPicture.drawn())).isEmpty();
  }

  @Test
  void answersTheVersionsOwnGoldenPicture() throws Exception {
    GoldenPicture own = GoldenPicture.of(Files.readAllBytes(images.validation().get(0).image()));

    SecondFile made = maker(POLICY).of(onnx, scores(onnx), images, own).orElseThrow();

    GoldenAnswer told = made.certificate().golden().orElseThrow();
    assertThat(told.picture()).isEqualTo(Sha256.of(own.png()));
    BareModel version = BareModel.of("a version");
    ModelManifest other =
        version.manifest().withGolden(GoldenAnswers.flat("another picture".getBytes(UTF_8), 0.5));
    assertThatThrownBy(() -> made.beside(other)).isInstanceOf(IllegalArgumentException.class);
    ModelManifest same = version.manifest().withGolden(GoldenAnswers.flat(own.png(), 0.5));
    assertThat(made.beside(same).int8()).contains(made.certificate());
  }

  @Test
  void whateverFailsOnTheWayThereIsJustNoSecondFile() throws Exception {
    GoldenPicture unreadable = GoldenPicture.of("no picture".getBytes(UTF_8));
    Evaluation f32 = scores(onnx);

    assertThat(maker(POLICY).of(onnx, f32, images, unreadable)).isEmpty();
    assertThat(maker(POLICY).of("no model".getBytes(UTF_8), f32, images, GoldenPicture.drawn()))
        .isEmpty();
  }

  private static MakeSecondFile maker(SecondFilePolicy policy) {
    return new MakeSecondFile(policy, MaskForm.ISIC, 1);
  }

  private Evaluation scores(byte[] file) throws Exception {
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(file)) {
      return IsicScoring.summary(
          new IsicScoring(segmenter, MaskForm.ISIC).score(images.validation()));
    }
  }
}
