package dev.nevus.segment.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import dev.nevus.natives.NativeLibraries;
import java.util.List;

/** ONNX Runtime of this process, loaded when it is first needed. */
final class Engine {
  private static final String FOLDER = "onnxruntime.native.path";
  private static final String INSIDE = "ai/onnxruntime/native/linux-x64/";

  static {
    if (System.getProperty(FOLDER) == null) {
      NativeLibraries.ofUser()
          .folder(List.of(INSIDE + "libonnxruntime.so", INSIDE + "libonnxruntime4j_jni.so"))
          .ifPresent(folder -> System.setProperty(FOLDER, folder.toString()));
    }
  }

  private Engine() {}

  /** The one environment; never to be closed. */
  static OrtEnvironment environment() {
    return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
  }
}
