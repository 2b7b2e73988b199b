package dev.nevus.jmh;

import dev.nevus.event.Correlation;
import dev.nevus.event.Event;
import dev.nevus.event.EventCodec;
import dev.nevus.event.EventJson;
import dev.nevus.image.RefusedException;
import io.cloudevents.CloudEvent;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to tell an event and to understand it: the JSON alone, and with its envelope. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH fills the parameter, then calls set up.
public class EventBenchmark {
  private static final Correlation CORRELATION =
      new Correlation(
          Optional.of("order-4711"),
          Optional.of("scan-42"),
          Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

  private final EventCodec codec = new EventCodec("bench");

  /** Which event. */
  @Param private SampleEvent sample;

  private Event event;
  private byte[] json;
  private CloudEvent envelope;

  @Setup
  public void encode() {
    event = sample.event();
    json = EventJson.toJson(event);
    envelope = codec.encode(event, CORRELATION);
  }

  @Benchmark
  public byte[] toJson() {
    return EventJson.toJson(event);
  }

  @Benchmark
  public Event fromJson() throws RefusedException {
    return EventJson.fromJson(json, event.getClass());
  }

  @Benchmark
  public CloudEvent encodeEnvelope() {
    return codec.encode(event, CORRELATION);
  }

  @Benchmark
  public Event decodeEnvelope() throws RefusedException {
    return codec.decode(envelope);
  }
}
