package dev.nevus.standalone.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.RealServers;
import dev.nevus.event.Correlation;
import dev.nevus.event.Event;
import dev.nevus.event.EventCodec;
import dev.nevus.event.ModelDeclined;
import dev.nevus.event.ModelServed;
import dev.nevus.eventlog.kafka.KafkaEventLog;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.model.BareModel;
import dev.nevus.model.Choice;
import dev.nevus.model.Decision;
import dev.nevus.model.ModelId;
import dev.nevus.model.Signing;
import dev.nevus.model.StoredModelRegistry;
import dev.nevus.store.InMemoryObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** On a real broker. */
class SwapWatchIT {
  private static final Instant AT = Instant.parse("2026-11-23T01:00:00Z");

  private final ModelId before = BareModel.of("before").id();
  private final ModelId after = BareModel.of("after").id();

  @Test
  void hearsWhoFollowsWhoDeclinesAndWhoIsSilent() throws Exception {
    tell(new ModelServed("worker-1", before, 1, AT));
    tell(new ModelServed("worker-2", before, 1, AT));
    tell(new ModelServed("worker-3", before, 1, AT));
    tell(new ModelServed("worker-4", after, 1, AT));
    List<String> heard = new ArrayList<>();

    try (SwapWatch watch = SwapWatch.open(RealServers.kafka(), Clock.systemUTC())) {
      Set<String> expected = watch.serving(before);
      Decision decision = decision();
      tell(new ModelServed("worker-2", after, 2, AT));
      tell(new ModelDeclined("worker-1", after, 2, "digest", "it is damaged", AT));
      SwapWatch.Followers followers =
          watch.await(
              decision, expected, Duration.ofSeconds(5), answer -> heard.add(answer.worker()));

      assertThat(expected).containsExactly("worker-1", "worker-2", "worker-3");
      assertThat(heard).containsExactly("worker-2", "worker-1");
      assertThat(followers.isGood()).isFalse();
      assertThat(followers.silent()).containsExactly("worker-3");
      assertThat(followers.answers())
          .extracting(SwapWatch.Answer::code)
          .containsExactly("", "digest");
    }
  }

  /** The second one. */
  private Decision decision() throws Exception {
    StoredModelRegistry registry =
        new StoredModelRegistry(new InMemoryObjectStore(), Clock.systemUTC(), Signing.NONE);
    registry.publish(BareModel.of("after").manifest(), BareModel.of("after").files());
    registry.decide(Choice.of(Decision.Kind.NOMINATED, after, "tester", "first"));
    return registry.decide(Choice.of(Decision.Kind.FORCED, after, "tester", "second"));
  }

  private static void tell(Event event) throws Exception {
    try (KafkaEventLog log =
        new KafkaEventLog(
            RealServers.kafka(),
            new KafkaEvents(new EventCodec("test")),
            new SimpleMeterRegistry())) {
      log.publish(event, Correlation.NONE);
    }
  }
}
