package dev.nevus.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nevus.event.ImageMetadata;
import dev.nevus.event.Urgency;
import dev.nevus.image.ImageDecoder;
import dev.nevus.image.ImageId;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.LesionImage;
import dev.nevus.model.ModelId;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.onnx.CheckedModel;
import dev.nevus.segment.onnx.ModelCheck;
import dev.nevus.segment.onnx.TinyOnnx;
import dev.nevus.standalone.client.ImageDoor;
import dev.nevus.standalone.client.Sending;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a bench sends. */
class LoadTest {
  @Test
  void everyImageIsAnotherAndAllCanBeDecoded() throws Exception {
    NumberedImages images = new NumberedImages(64, 48, 1);
    Set<ImageId> ids = new HashSet<>();

    for (int i = 0; i < 20; i++) {
      byte[] file = images.get();
      ids.add(ImageId.of(file));
      try (LesionImage decoded = new ImageDecoder(ImageLimits.DEFAULT).decode(file)) {
        assertThat(decoded.width()).isEqualTo(64);
      }
    }

    assertThat(ids).hasSize(20);
  }

  @Test
  void aTwinIsAnotherModelThatCanServe() throws Exception {
    byte[] model = TinyOnnx.of(new ModelInput(16, 12)).bytes();

    byte[] twin = TwinModel.of(model, "a twin");

    CheckedModel checked = ModelCheck.DEFAULT.check(twin);
    assertThat(checked.input()).isEqualTo(new ModelInput(16, 12));
    assertThat(ModelId.of(Instant.EPOCH, twin)).isNotEqualTo(ModelId.of(Instant.EPOCH, model));
  }

  @Test
  void sendsAtItsRateUntilItIsStopped() throws Exception {
    CountDownLatch five = new CountDownLatch(5);
    Instant begun = Clock.systemUTC().instant();

    ConstantLoad.Load load;
    try (ConstantLoad sending =
        ConstantLoad.start(door(five), new NumberedImages(16, 16, 1), 20, Clock.systemUTC())) {
      assertThat(five.await(30, TimeUnit.SECONDS)).isTrue();
      load = sending.stop();
    }

    assertThat(load.errors()).isEmpty();
    assertThat(load.sent()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(Duration.between(begun, load.sent().get(4).at()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(150));
  }

  @Test
  void percentilesAreThoseOfTheNearestRank() {
    List<Double> millis = IntStream.rangeClosed(1, 200).asDoubleStream().boxed().toList();

    Latencies times = Latencies.of(millis);

    assertThat(times.p50Millis()).isEqualTo(100, within(0.0));
    assertThat(times.p99Millis()).isEqualTo(198, within(0.0));
    assertThat(times.maxMillis()).isEqualTo(200, within(0.0));
  }

  private static ImageDoor door(CountDownLatch sent) {
    return new ImageDoor() {
      @Override
      public Sending send(byte[] image, String senderId, ImageMetadata metadata, Urgency urgency) {
        sent.countDown();
        return new Sending.Taken(ImageId.of(image));
      }

      @Override
      public String name() {
        return "test";
      }

      @Override
      public void close() {}
    };
  }
}
