package dev.nevus.trainer.dataset;

import java.util.random.RandomGenerator;

/**
 * Changes colours as another camera or another lamp would: a curve for each channel (contrast,
 * brightness, gamma, white balance), saturation, light that falls off to one side, dark corners.
 */
final class Colours {
  private static final double CONTRAST = 0.3;
  private static final double BRIGHTNESS = 0.12;
  private static final double GAMMA = 0.35;
  private static final double CHANNEL_GAIN = 0.1;
  private static final double SATURATION = 0.5;
  private static final double SLOPE_SHARE = 0.3;
  private static final double SLOPE = 0.25;
  private static final double DARK_CORNERS_SHARE = 0.1;

  /** Neither changes anything. */
  static final Colours UNCHANGED =
      new Colours(new float[][] {straight(), straight(), straight()}, 1, 0, 0, 2);

  private final float[][] curves;
  private final float saturation;
  private final float slopeX;
  private final float slopeY;
  private final float brightRadius;

  private Colours(
      float[][] curves, double saturation, double slopeX, double slopeY, double brightRadius) {
    this.curves = curves;
    this.saturation = (float) saturation;
    this.slopeX = (float) slopeX;
    this.slopeY = (float) slopeY;
    this.brightRadius = (float) brightRadius;
  }

  static Colours draw(RandomGenerator random) {
    double contrast = 1 + Draw.around(random, CONTRAST);
    double brightness = Draw.around(random, BRIGHTNESS);
    double gamma = Math.exp(Draw.around(random, GAMMA));
    float[][] curves = new float[3][];
    for (int channel = 0; channel < 3; channel++) {
      curves[channel] = curve(contrast, brightness, gamma, 1 + Draw.around(random, CHANNEL_GAIN));
    }
    double saturation = 1 + Draw.around(random, SATURATION);
    boolean sloped = random.nextDouble() < SLOPE_SHARE;
    double slopeX = sloped ? Draw.around(random, SLOPE) : 0;
    double slopeY = sloped ? Draw.around(random, SLOPE) : 0;
    boolean darkCorners = random.nextDouble() < DARK_CORNERS_SHARE;
    double brightRadius = darkCorners ? 0.9 + 0.4 * random.nextDouble() : 2;
    return new Colours(curves, saturation, slopeX, slopeY, brightRadius);
  }

  /**
   * Writes pixels as planes of floats.
   *
   * @param rgb {@code height x width x 3} bytes
   * @param planes [N, 3, height, width]; the image at {@code index} is written, in 0 to 1
   */
  void write(byte[] rgb, int height, int width, float[] planes, int index) {
    int plane = height * width;
    int first = index * 3 * plane;
    for (int y = 0; y < height; y++) {
      float down = 2f * y / height - 1;
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        float red = curves[0][rgb[3 * at] & 0xff];
        float green = curves[1][rgb[3 * at + 1] & 0xff];
        float blue = curves[2][rgb[3 * at + 2] & 0xff];
        float grey = 0.3f * red + 0.59f * green + 0.11f * blue;
        float light = light(2f * x / width - 1, down);
        planes[first + at] = limited(light * (grey + saturation * (red - grey)));
        planes[first + plane + at] = limited(light * (grey + saturation * (green - grey)));
        planes[first + 2 * plane + at] = limited(light * (grey + saturation * (blue - grey)));
      }
    }
  }

  /** Both coordinates from -1 to 1. */
  private float light(float x, float y) {
    float sloped = 1 + slopeX * x + slopeY * y;
    float outside = x * x + y * y - brightRadius * brightRadius;
    return outside <= 0 ? sloped : sloped * Math.max(0, 1 - 8 * outside);
  }

  private static float limited(float value) {
    return Math.min(1, Math.max(0, value));
  }

  private static float[] curve(double contrast, double brightness, double gamma, double gain) {
    float[] curve = new float[256];
    for (int value = 0; value < 256; value++) {
      double bent = Math.pow(value / 255.0, gamma);
      double changed = gain * ((bent - 0.5) * contrast + 0.5 + brightness);
      curve[value] = (float) Math.min(1, Math.max(0, changed));
    }
    return curve;
  }

  private static float[] straight() {
    float[] curve = new float[256];
    for (int value = 0; value < 256; value++) {
      curve[value] = value / 255f;
    }
    return curve;
  }
}
