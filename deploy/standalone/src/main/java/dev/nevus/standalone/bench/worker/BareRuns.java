package dev.nevus.standalone.bench.worker;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The process that runs a model on nothing but ONNX Runtime: one session of one thread, as a
 * worker's; as many threads that use it as a worker has lanes; the input ready beforehand. What a
 * run costs is the CPU time of the thread that ran it.
 */
final class BareRuns {
  private static final long SEED = 1;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  private BareRuns(OrtEnvironment environment, OrtSession session) {
    this.environment = environment;
    this.session = session;
  }

  /** Arguments: the model's file, threads, runs of each thread before the measured ones, runs. */
  public static void main(String[] arguments) throws Exception {
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      try (OrtSession session = environment.createSession(arguments[0], options)) {
        int lanes = Integer.parseInt(arguments[1]);
        int warmUp = Integer.parseInt(arguments[2]);
        int runs = Integer.parseInt(arguments[3]);
        double millis = new BareRuns(environment, session).measure(lanes, warmUp, runs);
        System.out.printf(Locale.ROOT, "{\"runs\":%d,\"cpu_ms\":%.4f}%n", lanes * runs, millis);
      }
    }
  }

  /** Milliseconds of CPU time of a run, the mean over all. */
  private double measure(int lanes, int warmUp, int runs)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(lanes);
    try {
      List<Future<Long>> nanos = new ArrayList<>();
      for (int lane = 0; lane < lanes; lane++) {
        nanos.add(pool.submit(() -> nanosOf(warmUp, runs)));
      }
      double sum = 0;
      for (Future<Long> lane : nanos) {
        sum += lane.get();
      }
      return sum / 1e6 / lanes / runs;
    } finally {
      pool.shutdown();
    }
  }

  private long nanosOf(int warmUp, int runs) throws OrtException {
    Map.Entry<String, NodeInfo> input = session.getInputInfo().entrySet().iterator().next();
    long[] shape = ((TensorInfo) input.getValue().getInfo()).getShape().clone();
    shape[0] = 1;
    try (OnnxTensor tensor =
        OnnxTensor.createTensor(environment, pixels(shape), shape, OnnxJavaType.UINT8)) {
      Map<String, OnnxTensor> ready = Map.of(input.getKey(), tensor);
      run(ready, warmUp);
      long before = threads.getCurrentThreadCpuTime();
      run(ready, runs);
      return threads.getCurrentThreadCpuTime() - before;
    }
  }

  private void run(Map<String, OnnxTensor> ready, int times) throws OrtException {
    for (int i = 0; i < times; i++) {
      session.run(ready).close();
    }
  }

  private static ByteBuffer pixels(long[] shape) {
    long bytes = 1;
    for (long side : shape) {
      bytes = Math.multiplyExact(bytes, side);
    }
    byte[] noise = new byte[Math.toIntExact(bytes)];
    new Random(SEED).nextBytes(noise);
    return ByteBuffer.allocateDirect(noise.length).order(ByteOrder.nativeOrder()).put(noise).flip();
  }
}
