package dev.nevus.standalone;

import dev.nevus.embedded.ForegroundChild;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** What a worker's process is started with, for programs that are compared with it. */
public final class WorkerRuntime {
  private WorkerRuntime() {}

  /**
   * A class of this module in a JVM and an environment like a worker's.
   *
   * @throws IOException if this module is not built
   */
  public static ForegroundChild with(
      Installation installation, Class<?> mainClass, List<String> arguments) throws IOException {
    return new ForegroundChild(
        mainClass.getName(),
        installation.classPath("deploy/standalone"),
        arguments,
        ServiceRuntime.jvmFlags(Service.worker(1).jvmFlags(), Runtime.version().feature()),
        ServiceRuntime.environment(),
        Set.of());
  }
}
