package dev.nevus.standalone;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What every service's process is started with, whichever it is. */
final class ServiceRuntime {
  private static final Map<String, String> IMAGE_LIMITS =
      Map.of(
          // OpenCV reads its own limits once, when it loads: these are ImageLimits.DEFAULT's.
          "OPENCV_IO_MAX_IMAGE_PIXELS", "50000000",
          "OPENCV_IO_MAX_IMAGE_WIDTH", "30000",
          "OPENCV_IO_MAX_IMAGE_HEIGHT", "30000",
          // What is wrong with an image is said by Nevus; a hostile file would fill the log.
          "OPENCV_LOG_LEVEL", "SILENT");

  private static final int JDK_THAT_WARNS_OF_NATIVE_ACCESS = 24;

  private ServiceRuntime() {}

  static Map<String, String> environment() {
    Map<String, String> variables = new HashMap<>(IMAGE_LIMITS);
    // Pixels come and go on every thread: two arenas give their memory back, one a thread keeps it.
    variables.put("MALLOC_ARENA_MAX", "2");
    // Buffers as large as a picture go back to the system at once; by default glibc learns to keep
    // them. A worker rests at 350 MB instead of 430.
    variables.put("MALLOC_MMAP_THRESHOLD_", "2097152");
    return variables;
  }

  /** What whoever decodes images needs, be it a service or not. */
  static Map<String, String> imageLimits() {
    return IMAGE_LIMITS;
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
