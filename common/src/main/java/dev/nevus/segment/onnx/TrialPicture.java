package dev.nevus.segment.onnx;

import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.segment.ModelInput;
import java.util.Arrays;

/** What a model is tried on: the extremes, everything between them, and what it is meant for. */
enum TrialPicture {
  BLACK("a black picture"),
  WHITE("a white picture"),
  GRADIENT("a picture of all brightnesses"),
  LESION("a drawn lesion");

  private static final int SEED = 7;
  private static final DrawnLesions.Scene SCENE = new DrawnLesions.Scene(320, 240, 4, true);

  private final String words;

  TrialPicture(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** The picture as a network takes it: {@code height x width x 3} bytes. */
  byte[] rgb(ModelInput input) {
    return switch (this) {
      case BLACK -> new byte[input.bytes()];
      case WHITE -> white(input);
      case GRADIENT -> gradient(input);
      case LESION -> lesion(input);
    };
  }

  private static byte[] white(ModelInput input) {
    byte[] rgb = new byte[input.bytes()];
    Arrays.fill(rgb, (byte) 0xFF);
    return rgb;
  }

  /** Each channel rises by another step, so that colours come up, too. */
  private static byte[] gradient(ModelInput input) {
    byte[] rgb = new byte[input.bytes()];
    for (int i = 0; i < rgb.length; i++) {
      int pixel = i / ModelInput.CHANNELS;
      rgb[i] = (byte) (pixel * (1 + i % ModelInput.CHANNELS));
    }
    return rgb;
  }

  private static byte[] lesion(ModelInput input) {
    try (DrawnLesion drawn = DrawnLesions.draw(SCENE, SEED)) {
      return input.of(drawn.image());
    }
  }
}
