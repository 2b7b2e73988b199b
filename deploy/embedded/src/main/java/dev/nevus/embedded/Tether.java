package dev.nevus.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The real main class of every child: runs the wanted one, and ends the process when its standard
 * input closes. The kernel closes that pipe when the parent dies, even of SIGKILL, so no child is
 * ever orphaned and no main class needs to know.
 */
final class Tether {
  /** How long an orphan may take over its shutdown hooks. */
  private static final long ORPHAN_SECONDS = 15;

  /** Flags for every child besides its own: tests are short, and their children start quickly. */
  private static final String MORE_FLAGS = "nevus.child.jvm";

  private Tether() {}

  /** Arguments: the main class to run, then its own arguments. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    Method main = Class.forName(arguments[0]).getMethod("main", String[].class);
    main.setAccessible(true);
    ignoreTheKeyboard();
    daemon("life line", () -> exitAtEndOf(System.in));
    try {
      main.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    } catch (InvocationTargetException thrown) {
      // Threads that main left behind would keep a useless process alive, and nobody would hear.
      thrown.getTargetException().printStackTrace();
      System.exit(1);
    }
  }

  /**
   * A class path, with this class on it. This package's own main classes bring it along.
   *
   * @param mainClass that is to run on it
   */
  static String reachableFrom(String mainClass, String classPath) {
    if (mainClass.startsWith(Tether.class.getPackageName() + ".")) {
      return classPath;
    }
    try {
      return classPath
          + File.pathSeparator
          + Path.of(Tether.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException("this module was not loaded from a file", impossible);
    }
  }

  /** The command line of a tethered JVM, on the JDK of this process. */
  static List<String> commandLine(List<String> jvmFlags, String mainClass, List<String> arguments) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(jvmFlags);
    Stream.of(System.getProperty(MORE_FLAGS, "").split(" "))
        .filter(flag -> !flag.isBlank())
        .forEach(line::add);
    line.add(Tether.class.getName());
    line.add(mainClass);
    line.addAll(arguments);
    return line;
  }

  /**
   * Ctrl-C and the end of a terminal session signal every process in it at once. The parent stops
   * its children one after the other, so they leave those signals to it. By reflection: the
   * compiler warns of the class, though every JDK exports it.
   */
  private static void ignoreTheKeyboard() throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object ignore = handler.getField("SIG_IGN").get(null);
    for (String name : List.of("INT", "HUP")) {
      Object instance = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handler).invoke(null, instance, ignore);
    }
  }

  private static void exitAtEndOf(InputStream parent) {
    try {
      byte[] ignored = new byte[64];
      while (parent.read(ignored) >= 0) {
        // Nothing is ever said over the life line; only its end counts.
      }
    } catch (IOException broken) {
      System.err.println("life line: " + broken.getMessage());
    }
    daemon("orphan's end", Tether::haltWhenHooksHang);
    System.exit(0);
  }

  private static void haltWhenHooksHang() {
    try {
      new CountDownLatch(1).await(ORPHAN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
