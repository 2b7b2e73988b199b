package dev.nevus.standalone.faults;

import dev.nevus.embedded.ChildProcess;
import dev.nevus.standalone.faults.ChaosPlan.Act;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Lets a plan happen to a Nevus whose services are kept running. For one thread. */
final class Chaos implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(30);

  private final FaultyNevus nevus;
  private final Consumer<String> progress;
  private final List<Kept> workers = new ArrayList<>();
  private final Kept ingest;

  private Chaos(FaultyNevus nevus, Kept ingest, Consumer<String> progress) {
    this.nevus = nevus;
    this.ingest = ingest;
    this.progress = progress;
  }

  /** Starts ingest and so many workers; from now on brokers are kept running, too. */
  static Chaos around(FaultyNevus nevus, int workers, Consumer<String> progress)
      throws IOException, InterruptedException {
    Chaos chaos = new Chaos(nevus, Kept.running(nevus::startIngest), progress);
    for (int i = 0; i < workers; i++) {
      chaos.workers.add(Kept.running(nevus::startWorker));
    }
    nevus.brokers().keepRunning();
    return chaos;
  }

  /** Returns when all has happened; every fault is over then, and dead services may still start. */
  void happen(ChaosPlan plan) throws IOException, InterruptedException {
    happenUntil(plan, new CompletableFuture<>());
  }

  /**
   * The same, with no further fault once {@code end} is there.
   *
   * @return how many happened
   */
  int happenUntil(ChaosPlan plan, Future<?> end) throws IOException, InterruptedException {
    int happened = 0;
    for (ChaosPlan.Step step : plan.steps()) {
      if (isThere(end, step.quiet())) {
        return happened;
      }
      happened++;
      progress.accept(step.act() + " for " + step.lasts().toMillis() + " ms");
      happen(step.act(), step.lasts());
    }
    return happened;
  }

  private static boolean isThere(Future<?> end, Duration within) throws InterruptedException {
    try {
      end.get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    }
  }

  int starts() {
    return ingest.starts() + workers.stream().mapToInt(Kept::starts).sum();
  }

  /** Stops the services. */
  @Override
  public void close() {
    workers.forEach(Kept::close);
    ingest.close();
  }

  private void happen(Act act, Duration lasts) throws IOException, InterruptedException {
    if (act instanceof Act.KillWorker kill) {
      worker(kill.which()).kill();
    } else if (act instanceof Act.StopWorker stop) {
      worker(stop.which()).stop(STOP);
    } else if (act instanceof Act.FreezeWorker freeze) {
      freeze(worker(freeze.which()), lasts);
    } else if (act instanceof Act.KillIngest) {
      ingest.process().kill();
    } else if (act instanceof Act.KillStore) {
      nevus.store().kill();
      pause(lasts);
      nevus.restartStore();
    } else if (act instanceof Act.KillBroker) {
      nevus.brokers().kill(1);
      pause(lasts);
      nevus.brokers().start(1);
    } else if (act instanceof Act.BreakStoreLink link) {
      nevus.storeLink().suffer(link.fault());
      pause(lasts);
      nevus.heal();
    } else if (act instanceof Act.BreakBrokerLink link) {
      nevus.sufferAtBrokers(link.fault());
      pause(lasts);
      nevus.heal();
    }
  }

  private ChildProcess worker(int which) {
    return workers.get(which).process();
  }

  private static void freeze(ChildProcess worker, Duration lasts)
      throws IOException, InterruptedException {
    // It may have died of an earlier fault, and its successor is not ready yet.
    if (worker.isAlive()) {
      FaultyNevus.signal("STOP", worker);
      pause(lasts);
      FaultyNevus.signal("CONT", worker);
    }
  }

  private static void pause(Duration time) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(time.toMillis());
  }
}
