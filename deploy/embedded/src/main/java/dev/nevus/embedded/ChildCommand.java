package dev.nevus.embedded;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to start: one Java main class in a JVM of its own, on the JDK of this process.
 *
 * @param classPath handed over in the CLASSPATH variable: ONNX Runtime crashes on a long command
 *     line
 * @param environment added to this process's own environment
 * @param log gets what the child writes on standard output and standard error; appended to
 */
public record ChildCommand(
    String mainClass,
    String classPath,
    List<String> arguments,
    List<String> jvmFlags,
    Map<String, String> environment,
    Path log) {

  public ChildCommand {
    arguments = List.copyOf(arguments);
    jvmFlags = List.copyOf(jvmFlags);
    environment = Map.copyOf(environment);
  }

  /**
   * A command without arguments, JVM flags or variables; add them with the {@code with} methods.
   */
  public static ChildCommand of(String mainClass, String classPath, Path log) {
    return new ChildCommand(mainClass, classPath, List.of(), List.of(), Map.of(), log);
  }

  public ChildCommand withArguments(List<String> replacement) {
    return new ChildCommand(mainClass, classPath, replacement, jvmFlags, environment, log);
  }

  public ChildCommand withJvmFlags(List<String> replacement) {
    return new ChildCommand(mainClass, classPath, arguments, replacement, environment, log);
  }

  /** Adds variables to those that the command has already. */
  public ChildCommand withEnvironment(Map<String, String> added) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.putAll(added);
    return new ChildCommand(mainClass, classPath, arguments, jvmFlags, all, log);
  }

  /** Without the environment, which holds secrets, and without the class path, which is long. */
  @Override
  public String toString() {
    return "ChildCommand[" + mainClass + " " + arguments + ", log " + log + "]";
  }
}
