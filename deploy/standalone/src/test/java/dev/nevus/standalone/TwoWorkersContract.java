package dev.nevus.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nevus.image.ImageId;
import dev.nevus.standalone.client.Ending;
import dev.nevus.standalone.client.Pushed;
import dev.nevus.standalone.client.Sending;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What two workers of a whole Nevus keep, in whatever way the brokers hand out work. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class TwoWorkersContract {
  /** A running one of two workers that nothing was sent to. */
  abstract NevusUnderTest nevus();

  @Test
  @Order(1)
  void twoWorkersShareTheWork() throws Exception {
    List<byte[]> images = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      images.add(TestImages.drawn(1022, 767, 100 + i));
    }

    // All at once, so that a queue builds up: an idle worker may well do everything that comes one
    // by one.
    List<Pushed> sent = new ArrayList<>();
    for (byte[] image : images) {
      sent.add(nevus().sender().send(nevus().kafka(), "shared", image));
    }

    Map<String, Long> split =
        nevus().awaitAll(sent).stream()
            .map(pushed -> ((Ending.Segmented) pushed.ending().orElseThrow()).mask().worker())
            .collect(Collectors.groupingBy(worker -> worker, TreeMap::new, Collectors.counting()));
    System.out.println("two workers, images made by each: " + split);
    assertThat(split).hasSize(2);
  }

  @Test
  void everyImageHasOneMaskThoughAWorkerIsKilledInMidRun() throws Exception {
    List<Pushed> before = nevus().awaitAll(nevus().sendDrawn(4, 200));
    String victim = ((Ending.Segmented) before.get(0).ending().orElseThrow()).mask().worker();

    List<Pushed> sent = nevus().sendDrawn(60, 300);
    long pid = Long.parseLong(victim.substring("worker-".length()));
    assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    List<Pushed> ended = nevus().awaitAll(sent);

    assertThat(ended).allMatch(Pushed::isSegmented);
    List<String> masks =
        nevus().keys("masks/").stream().filter(key -> key.endsWith(".png")).toList();
    for (Pushed pushed : ended) {
      ImageId id = ((Sending.Taken) pushed.sending()).image();
      assertThat(masks).filteredOn(key -> key.endsWith(id + ".png")).hasSize(1);
    }
  }

  @Test
  void anImageThatOnlyTheDecoderFindsDamagedBecomesADeadLetterOfItsOwn() throws Exception {
    byte[] damaged = TestImages.drawnPng(300, 300, 4);
    Arrays.fill(damaged, damaged.length / 2, damaged.length / 2 + 64, (byte) 0x55);

    Pushed ended =
        nevus()
            .sender()
            .await(
                nevus().sender().send(nevus().http(), "damaged", damaged), NevusUnderTest.PATIENCE);

    assertThat(((Ending.GivenUp) ended.ending().orElseThrow()).letter().code())
        .isEqualTo("corrupt-image");
    JsonNode told = nevus().awaitState(ImageId.of(damaged), "dead-lettered");
    assertThat(told.toString()).contains("corrupt-image");
  }
}
