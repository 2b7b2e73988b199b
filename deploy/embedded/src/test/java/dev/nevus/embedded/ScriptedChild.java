package dev.nevus.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A child that does what its first argument says; the tests start it. */
final class ScriptedChild {
  private ScriptedChild() {}

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "ready" -> System.out.println("noise\nREADY " + System.getenv("ANSWER"));
      case "silent" -> System.err.println("still thinking");
      case "broken" -> throw new IllegalStateException("out of order");
      case "deaf" -> {
        Runtime.getRuntime().addShutdownHook(new Thread(ScriptedChild::waitForever));
        System.out.println("READY deaf");
      }
      case "parent" -> beParent(arguments);
      case "front" -> standBefore(arguments);
      case "answer" -> {
        System.out.println("ANSWER " + System.getenv("ANSWER") + ", " + System.getenv("HIDDEN"));
        System.exit(7);
      }
      case "orderly" -> {
        Runtime.getRuntime()
            .addShutdownHook(new Thread(() -> System.out.println("ended in order")));
        System.out.println("PID " + ProcessHandle.current().pid());
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    waitForever();
  }

  /** Starts a child of its own and tells its process id. */
  private static void beParent(String[] arguments) throws Exception {
    ChildCommand command =
        ChildCommand.of(
                ScriptedChild.class.getName(), System.getenv("CLASSPATH"), Path.of(arguments[1]))
            .withArguments(List.of("ready"));
    ChildProcess child = ChildProcess.start(command, Duration.ofSeconds(20));
    System.out.println("READY " + child.pid());
  }

  /** Runs the rest of the arguments as a child in the foreground. */
  private static void standBefore(String[] arguments) throws Exception {
    ForegroundChild child =
        new ForegroundChild(
            ScriptedChild.class.getName(),
            System.getenv("CLASSPATH"),
            Arrays.asList(arguments).subList(1, arguments.length),
            List.of("-XX:TieredStopAtLevel=1", "-Xmx32m"),
            Map.of("ANSWER", "yes"),
            Set.of("HIDDEN"));
    System.exit(child.run(Duration.ofSeconds(20)));
  }

  private static void waitForever() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
