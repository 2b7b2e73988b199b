package dev.nevus.standalone.faults;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.eventlog.Topic;
import dev.nevus.standalone.client.HttpDoor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers, each topic on all of them, of which some die. */
@Tag("faults")
class ThreeBrokersIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static FaultyNevus nevus;
  private static Senders hospital;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    nevus = FaultyNevus.start(data, 3);
    nevus.startIngest();
    nevus.startWorker();
    hospital = new Senders(new HttpDoor(nevus.http()), PATIENCE, 5);
  }

  @AfterAll
  static void stop() throws Exception {
    nevus.close();
  }

  @Test
  void theLeaderKilledFiveTimesInARow() throws Exception {
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(
            () -> {
              try {
                hospital.send(100);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    for (int i = 0; i < 5; i++) {
      int leader = leaderOf(Topic.IMAGES_STORED);
      nevus.brokers().kill(leader);
      System.out.println("killed the leader, broker " + leader + ", next: " + nextLeader(leader));
      nevus.brokers().startAll();
    }
    sending.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

    tellEnd("the leader killed five times");
  }

  @Test
  void withTwoOfThreeDownNothingIsAcceptedAndWithThemBackAllGoesOn() throws Exception {
    hospital.send(5);
    nevus.brokers().kill(1);
    nevus.brokers().kill(2);
    HttpResponse<String> answer = upload(hospital.next());
    nevus.brokers().startAll();
    hospital.send(5);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    tellEnd("two of three brokers down");
  }

  private static int nextLeader(int killed) throws Exception {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < until) {
      int leader = leaderOf(Topic.IMAGES_STORED);
      if (leader != killed && leader > 0) {
        return leader;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError("no broker took over from " + killed);
  }

  /** 0 while there is none. */
  private static int leaderOf(Topic topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", nevus.brokers().direct()))) {
      TopicDescription told =
          requireNonNull(
              admin
                  .describeTopics(List.of(topic.topicName()))
                  .allTopicNames()
                  .get()
                  .get(topic.topicName()));
      Node leader = told.partitions().get(0).leader();
      return leader == null ? 0 : leader.id();
    }
  }

  private static HttpResponse<String> upload(byte[] image) throws Exception {
    HttpRequest upload =
        HttpRequest.newBuilder(URI.create(nevus.http() + "/v1/images"))
            .header("Content-Type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(image))
            .build();
    return HttpClient.newHttpClient().send(upload, HttpResponse.BodyHandlers.ofString());
  }

  private static void tellEnd(String what) throws Exception {
    Ledger ledger = Ledger.whenDone(nevus.direct(), PATIENCE);
    System.out.println(what + ": " + ledger.assertEachHasOneEnd(hospital.taken()));
    assertThat(ledger.letters()).as("the brokers' fault is no image's").isEmpty();
  }
}
