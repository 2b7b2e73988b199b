package dev.nevus.trainer.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.label.folder.LabelledImage;
import dev.nevus.model.Evaluation;
import dev.nevus.model.Precision;
import dev.nevus.model.QuantizedFile.Comparison;
import dev.nevus.model.QuantizedFile.Serving;
import dev.nevus.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecondFilePolicyTest {
  private static final SecondFilePolicy POLICY = SecondFilePolicy.DEFAULT;

  @Test
  void servesWhatIsFasterAndLosesLittle() {
    Serving serving = POLICY.serving(compared(0.800, 0.7971, 1.2));

    assertThat(serving.precision()).isEqualTo(Precision.INT8);
    assertThat(serving.reason()).contains("1.20 times", "181", "0.7971", "0.8000");
  }

  @Test
  void servesWhatIsEvenBetter() {
    assertThat(POLICY.serving(compared(0.800, 0.805, 2)).precision()).isEqualTo(Precision.INT8);
  }

  @Test
  void doesNotServeWhatLosesMoreThanItMay() {
    Serving serving = POLICY.serving(compared(0.800, 0.7969, 3));

    assertThat(serving.precision()).isEqualTo(Precision.F32);
    assertThat(serving.reason()).contains("0.0031", "0.0030");
  }

  @Test
  void doesNotServeWhatIsNoFaster() {
    Serving serving = POLICY.serving(compared(0.800, 0.800, 1.19));

    assertThat(serving.precision()).isEqualTo(Precision.F32);
    assertThat(serving.reason()).contains("1.19", "1.20");
  }

  @Test
  void drawsTheSameImagesInWhateverOrderTheyCome() {
    List<LabelledImage> images = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      images.add(image("image_" + i));
    }
    List<LabelledImage> turned = new ArrayList<>(images);
    Collections.reverse(turned);

    List<LabelledImage> chosen = POLICY.fittedTo(10).chosen(images);

    assertThat(chosen).hasSize(10).isEqualTo(POLICY.fittedTo(10).chosen(turned));
    assertThat(chosen).isNotEqualTo(images.subList(0, 10));
    assertThat(POLICY.chosen(images)).hasSize(50);
    assertThat(POLICY.fittedTo(0).chosen(images)).isEmpty();
  }

  @Test
  void readsHowManyImages() {
    assertThat(SecondFilePolicy.from(new Settings(Map.of()))).isEqualTo(POLICY);
    Settings told = new Settings(Map.of("NEVUS_QUANTIZATION_IMAGES", "50"));
    assertThat(SecondFilePolicy.from(told).images()).isEqualTo(50);
    assertThatThrownBy(() -> POLICY.fittedTo(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Comparison compared(double f32, double int8, double times) {
    return new Comparison(scores(f32), scores(int8), times);
  }

  private static Evaluation scores(double thresholded) {
    return new Evaluation(181, 0.8, thresholded, 0.9, 0.9, 0.9, 0.9);
  }

  private static LabelledImage image(String id) {
    return new LabelledImage(id, Path.of(id + ".png"), Path.of(id + "_mask.png"), id);
  }
}
