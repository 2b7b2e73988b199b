package dev.nevus.trainer.unet;

import java.util.ArrayList;
import java.util.List;

/** The names of the layers that have weights; the same in the DL4J graph and in the ONNX file. */
final class LayerNames {
  static final String BOTTOM = "bottom";
  static final String HEAD = "head";

  private LayerNames() {}

  static String down(int level) {
    return "down" + level;
  }

  static String up(int level) {
    return "up" + level;
  }

  static String first(String block) {
    return block + "a";
  }

  static String second(String block) {
    return block + "b";
  }

  static List<String> all() {
    List<String> names = new ArrayList<>();
    for (int level = 0; level < UNetShape.DEPTH; level++) {
      names.add(first(down(level)));
      names.add(second(down(level)));
    }
    names.add(first(BOTTOM));
    names.add(second(BOTTOM));
    for (int level = UNetShape.DEPTH - 1; level >= 0; level--) {
      names.add(up(level));
      names.add(first(up(level)));
      names.add(second(up(level)));
    }
    names.add(HEAD);
    return List.copyOf(names);
  }
}
