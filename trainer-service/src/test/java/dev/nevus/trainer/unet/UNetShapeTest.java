package dev.nevus.trainer.unet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.EventJson;
import dev.nevus.model.ModelManifest;
import dev.nevus.trainer.ShippedModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UNetShapeTest {
  @ParameterizedTest
  @EnumSource
  void everyShapeIsReadBackFromItsWords(Architecture architecture) {
    int step = architecture.reduction() << Architecture.DEPTH;
    for (int height = step; height <= 4096; height += step) {
      for (int startChannels : new int[] {2, 3, 16, 32, 256, 9999}) {
        for (int width : new int[] {step, height, 4096}) {
          UNetShape shape = new UNetShape(architecture, height, width, startChannels);

          assertThat(UNetShape.parse(shape.toString())).contains(shape);
        }
      }
    }
  }

  @Test
  void theShippedModelsCertificateTellsItsShape() throws Exception {
    ModelManifest manifest = EventJson.fromJson(ShippedModel.manifest(), ModelManifest.class);

    assertThat(UNetShape.parse(manifest.architecture())).contains(ShippedModel.SHAPE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not known",
        "U-Net, 16 to 256 channels",
        "quarter-grid u-net 256x256, 32 to 256 channels ",
        "Quarter-grid u-net 256x256, 32 to 256 channels",
        "quarter_grid u-net 256x256, 32 to 256 channels",
        "whole-grid u-net 256x256, 32 to 256 channels",
        "quarter-grid u-net 256x250, 32 to 256 channels",
        "quarter-grid u-net 0x0, 32 to 256 channels",
        "quarter-grid u-net 0256x256, 32 to 256 channels",
        "quarter-grid u-net 256x256, 32 to 512 channels",
        "quarter-grid u-net 256x256, 1 to 16 channels",
        "quarter-grid u-net 256x99999999999, 32 to 256 channels",
        "quarter-grid u-net -64x-64, 32 to 256 channels"
      })
  void otherWordsAreNoShape(String words) {
    assertThat(UNetShape.parse(words)).isEmpty();
  }
}
