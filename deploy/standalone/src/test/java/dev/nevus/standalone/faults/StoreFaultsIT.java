package dev.nevus.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.standalone.client.HttpDoor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A store that fails, in all the ways in which stores fail, while images come in and are made. */
@Tag("faults")
class StoreFaultsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int NOT_NOW = 503;

  private static FaultyNevus nevus;
  private static Senders hospital;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    nevus = FaultyNevus.start(data, 1);
    nevus.startIngest();
    nevus.startWorker();
    hospital = new Senders(new HttpDoor(nevus.http()), PATIENCE, 2);
  }

  @AfterAll
  static void stop() throws Exception {
    nevus.close();
  }

  @AfterEach
  void heal() {
    nevus.heal();
  }

  static List<Fault> quickFaults() {
    return List.of(
        new Fault.Answer("500 Internal Server Error"),
        new Fault.Answer("503 Slow Down"),
        new Fault.Reset(2_000),
        new Fault.LostReply("PUT"));
  }

  static List<Fault> slowFaults() {
    return List.of(
        new Fault.BlackHole(),
        new Fault.HalfOpen(),
        new Fault.Bandwidth(1_000),
        new Fault.Latency(Duration.ofMillis(500)));
  }

  @ParameterizedTest
  @MethodSource("quickFaults")
  void whatCannotBeKeptIsNotAcceptedAndAllElseEndsOnce(Fault fault) throws Exception {
    endsOnceThough(fault);
  }

  @ParameterizedTest
  @MethodSource("slowFaults")
  void whatTakesForEverIsGivenUpAndComesAgain(Fault fault) throws Exception {
    endsOnceThough(fault);
  }

  @Test
  void aStoreThatIsKilledAndComesBackLosesNothing() throws Exception {
    hospital.send(5);
    nevus.store().kill();
    assertThat(refusedNow()).isEqualTo(NOT_NOW);
    nevus.restartStore();
    hospital.send(5);

    tellEnd("the store killed");
  }

  @Test
  void withoutItsBucketNothingIsAcceptedAndWithItAllGoesOn() throws Exception {
    Path bucket = nevus.data().resolve("store/buckets/nevus");
    Path away = nevus.data().resolve("store/nevus-away");
    hospital.send(5);
    Ledger.awaitDone(nevus.direct(), PATIENCE);
    Files.move(bucket, away);
    assertThat(refusedNow()).isEqualTo(NOT_NOW);
    removeWhatWasMadeMeanwhile(bucket);
    Files.move(away, bucket);
    hospital.send(5);

    tellEnd("the bucket away");
  }

  private static void endsOnceThough(Fault fault) throws Exception {
    hospital.send(5);
    nevus.storeLink().suffer(fault);
    int refusedBefore = hospital.refusedForNow();
    byte[] image = hospital.next();
    boolean isTaken = hospital.sendOnce(image).isPresent();
    nevus.heal();
    hospital.send(image);
    hospital.send(4);

    System.out.println(fault + ": an upload meanwhile was taken: " + isTaken);
    assertThat(isTaken).isEqualTo(hospital.refusedForNow() == refusedBefore);
    tellEnd(fault.toString());
  }

  private static void tellEnd(String what) throws Exception {
    Ledger ledger = Ledger.whenDone(nevus.direct(), PATIENCE);
    System.out.println(what + ": " + ledger.assertEachHasOneEnd(hospital.taken()));
    assertThat(ledger.letters()).as("the store's fault is no image's").isEmpty();
  }

  /** How an upload is answered; it tells when to come again. */
  private static int refusedNow() throws IOException, InterruptedException {
    HttpRequest upload =
        HttpRequest.newBuilder(URI.create(nevus.http() + "/v1/images"))
            .header("Content-Type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(hospital.next()))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(upload, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.headers().firstValue("Retry-After")).as(answer.body()).isPresent();
    return answer.statusCode();
  }

  private static void removeWhatWasMadeMeanwhile(Path bucket) throws IOException {
    if (Files.exists(bucket)) {
      try (Stream<Path> made = Files.walk(bucket)) {
        for (Path path : made.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
