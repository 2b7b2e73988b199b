package dev.nevus.eventlog.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.ImageStored;
import dev.nevus.eventlog.Verdict;
import dev.nevus.eventlog.WorkQueue;
import dev.nevus.image.ImageId;
import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A worker process that one image kills, as a crash in native code would. */
final class DyingWorker {
  private static final int DEAD = 86;

  private DyingWorker() {}

  /** Returns when the process is dead. */
  static void run(WorkQueueKind kind, KafkaConfig config, String group, ImageId deadly)
      throws Exception {
    File log = Path.of("target", "dying-worker.log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            KafkaUnderTest.storeProperty(),
            DyingWorker.class.getName(),
            kind.word(),
            config.bootstrap(),
            group,
            deadly.sha256());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the worker's death").isTrue();
      assertThat(process.exitValue()).as("see %s", log).isEqualTo(DEAD);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Arguments: kind, brokers, group, the deadly image. */
  public static void main(String[] arguments) throws Exception {
    ImageId deadly = new ImageId(arguments[3]);
    try (KafkaUnderTest kafka = KafkaUnderTest.on(KafkaConfig.plain(arguments[1]));
        WorkQueue queue = kafka.queue(WorkQueueKind.of(arguments[0]), arguments[2], 1)) {
      queue.start(
          delivery -> {
            if (((ImageStored) delivery.event()).image().equals(deadly)) {
              Runtime.getRuntime().halt(DEAD);
            }
            return Verdict.DONE;
          });
      new CountDownLatch(1).await();
    }
  }
}
