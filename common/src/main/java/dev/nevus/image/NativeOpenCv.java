package dev.nevus.image;

import dev.nevus.natives.NativeLibraries;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nu.pattern.OpenCV;
import org.opencv.core.Core;

/** Loads OpenCV's native library once in a process, whichever class needs it first. */
public final class NativeOpenCv {
  static {
    String file = System.mapLibraryName(Core.NATIVE_LIBRARY_NAME);
    Optional<Path> kept =
        NativeLibraries.ofUser().folder(List.of("nu/pattern/opencv/linux/x86_64/" + file));
    if (kept.isPresent()) {
      System.load(kept.get().resolve(file).toString());
    } else {
      OpenCV.loadLocally();
    }
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
