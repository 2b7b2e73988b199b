package dev.nevus.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nevus.standalone.client.HttpDoor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One broker that dies, or that cannot be reached, while images come in and are made. */
@Tag("faults")
class BrokerFaultsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static FaultyNevus nevus;
  private static Senders hospital;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    nevus = FaultyNevus.start(data, 1);
    nevus.startIngest();
    nevus.startWorker();
    hospital = new Senders(new HttpDoor(nevus.http()), PATIENCE, 4);
  }

  @AfterAll
  static void stop() throws Exception {
    nevus.close();
  }

  @AfterEach
  void heal() {
    nevus.heal();
  }

  static List<Fault> faults() {
    return List.of(
        new Fault.Reset(0), new Fault.HalfOpen(), new Fault.Latency(Duration.ofMillis(200)));
  }

  @Test
  void killedAndStartedAgainItKnowsEverythingThatWasAccepted() throws Exception {
    CompletableFuture<Void> sending = sending(20);
    nevus.brokers().kill(1);
    nevus.brokers().startAll();
    sending.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

    tellEnd("the broker killed");
  }

  @Test
  void awayForLongItIsWaitedForAndNothingIsAcceptedMeanwhile() throws Exception {
    Duration away = Duration.parse(System.getProperty("nevus.faults.away", "PT6S"));
    hospital.send(10);
    long until = System.nanoTime() + away.toNanos();
    nevus.sufferAtBrokers(new Fault.BlackHole());
    byte[] refused = hospital.next();
    assertThat(hospital.sendOnce(refused)).isEmpty();
    await().atMost(away.plus(PATIENCE)).until(() -> System.nanoTime() > until);
    nevus.heal();
    // It is stored by now, and announced only where the broker was back in time.
    hospital.send(refused);
    hospital.send(5);

    tellEnd("the broker away for " + away);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void brokenConnectionsAreMadeAnew(Fault fault) throws Exception {
    CompletableFuture<Void> sending = sending(20);
    nevus.sufferAtBrokers(fault);
    await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
    nevus.heal();
    sending.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

    tellEnd(fault + " at the broker");
  }

  private static CompletableFuture<Void> sending(int count) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            hospital.send(count);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void tellEnd(String what) throws Exception {
    Ledger ledger = Ledger.whenDone(nevus.direct(), PATIENCE);
    System.out.println(what + ": " + ledger.assertEachHasOneEnd(hospital.taken()));
    assertThat(ledger.letters()).as("the broker's fault is no image's").isEmpty();
  }
}
