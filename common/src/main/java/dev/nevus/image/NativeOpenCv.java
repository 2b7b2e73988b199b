package dev.nevus.image;

import nu.pattern.OpenCV;
import org.opencv.core.Core;

/** Loads OpenCV's native library once in a process, whichever class needs it first. */
public final class NativeOpenCv {
  static {
    OpenCV.loadLocally();
    // Images are the unit of parallel work here: OpenCV's own threads would only fight over the
    // same cores.
    Core.setNumThreads(1);
  }

  private NativeOpenCv() {}

  /** Returns once the library is loaded; cheap afterwards. */
  public static void load() {
    // The static initialiser does the work, exactly once.
  }
}
