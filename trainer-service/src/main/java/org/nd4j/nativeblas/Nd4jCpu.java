package org.nd4j.nativeblas;

/**
 * Lets DL4J 1.0.0-M2.1 find its oneDNN helper. Its {@code BaseMKLDNNHelper} asks for {@code
 * org.nd4j.nativeblas.Nd4jCpu$Environment} by name, but this release moved that class to {@code
 * org.nd4j.linalg.cpu.nativecpu.bindings}; the helper then switches itself off with one line of log
 * and training runs at a tenth of its speed. Only the two methods that the helper calls are here.
 */
public final class Nd4jCpu {
  private Nd4jCpu() {}

  /** Answers the helper's one question: may oneDNN be used. */
  public static final class Environment {
    private static final Environment INSTANCE = new Environment();

    private Environment() {}

    /** Called reflectively by DL4J. */
    public static Environment getInstance() {
      return INSTANCE;
    }

    /** Called reflectively by DL4J. A plain backend has no oneDNN, and then ignores the answer. */
    public boolean isUseMKLDNN() {
      return true;
    }
  }
}
