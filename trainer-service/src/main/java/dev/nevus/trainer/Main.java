package dev.nevus.trainer;

import dev.nevus.lifecycle.Health;
import dev.nevus.lifecycle.OpsServer;
import dev.nevus.lifecycle.Shutdown;
import dev.nevus.lifecycle.Telemetry;
import dev.nevus.settings.ConfigException;
import dev.nevus.settings.Settings;
import dev.nevus.trainer.training.NativeBackend;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trainer as a process. The only place that knows how its parts are put together. It serves
 * metrics and health and waits; training is started by hand with {@code nevus train}.
 */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final Duration HEALTH_FRESH = Duration.ofSeconds(5);

  private Main() {}

  /** Runs until SIGTERM; exit code 0 after an orderly stop, 1 if it could not start. */
  public static void main(String[] args) {
    Shutdown shutdown = Shutdown.onSignal(STOP);
    try {
      run(TrainerConfig.from(new Settings(System.getenv())), shutdown, System.out);
    } catch (ConfigException | IOException | InterruptedException e) {
      LOG.error("the trainer could not run", e);
      shutdown.finished();
      System.exit(1);
    }
    // A JVM that ends by a signal reports 143 however well it stopped; everything is closed here.
    Runtime.getRuntime().halt(0);
  }

  static void run(TrainerConfig config, Shutdown shutdown, PrintStream out)
      throws IOException, InterruptedException {
    LOG.info("native code: {}", NativeBackend.activate().description());
    Health health = new Health(Clock.systemUTC(), HEALTH_FRESH);
    try (Telemetry telemetry = new Telemetry("trainer-service");
        OpsServer ops = OpsServer.start(config.opsHost(), config.opsPort(), telemetry, health)) {
      out.println("READY http://" + config.opsHost() + ":" + ops.port());
      shutdown.await();
    }
    LOG.info("trainer stopped");
  }
}
