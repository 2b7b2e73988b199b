package dev.nevus.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What every service's process is started with, whichever it is. */
final class ServiceRuntime {
  private static final Map<String, String> VARIABLES =
      Map.of(
          // OpenCV reads its own limits once, when it loads: these are ImageLimits.DEFAULT's.
          "OPENCV_IO_MAX_IMAGE_PIXELS", "50000000",
          "OPENCV_IO_MAX_IMAGE_WIDTH", "30000",
          "OPENCV_IO_MAX_IMAGE_HEIGHT", "30000",
          // What is wrong with an image is said by Nevus; a hostile file would fill the log.
          "OPENCV_LOG_LEVEL", "SILENT",
          // Pixels come and go on every thread: two arenas give their memory back, one a thread
          // keeps it.
          "MALLOC_ARENA_MAX", "2");

  private static final int JDK_THAT_WARNS_OF_NATIVE_ACCESS = 24;

  private ServiceRuntime() {}

  static Map<String, String> environment() {
    return VARIABLES;
  }

  /** The service's own flags and what the JDK needs to load native libraries in silence. */
  static List<String> jvmFlags(List<String> own, int jdk) {
    List<String> flags = new ArrayList<>(own);
    if (jdk >= JDK_THAT_WARNS_OF_NATIVE_ACCESS) {
      flags.add("--enable-native-access=ALL-UNNAMED");
      flags.add("--sun-misc-unsafe-memory-access=allow");
    }
    return flags;
  }
}
