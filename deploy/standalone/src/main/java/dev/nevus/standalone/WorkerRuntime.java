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
    return with(installation, "deploy/standalone", mainClass.getName(), arguments);
  }

  /**
   * A class of another module in a JVM and an environment like a worker's.
   *
   * @param module folder relative to the root
   * @throws IOException if the module is not built
   */
  public static ForegroundChild with(
      Installation installation, String module, String mainClass, List<String> arguments)
      throws IOException {
    return new ForegroundChild(
        mainClass,
        installation.classPath(module),
        arguments,
        ServiceRuntime.jvmFlags(Service.worker(1).jvmFlags(), Runtime.version().feature()),
        ServiceRuntime.environment(),
        Set.of());
  }
}
