package dev.nevus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ObjectStore} keeps. Extend it, give it a store, and add only what is that
 * store's own.
 */
public abstract class ObjectStoreContract {
  private static final String TEXT = "text/plain";

  private final String folder = "contract/" + UUID.randomUUID();

  /**
   * The store under test, with its bucket; shared by all cases, which keep to folders of their own.
   */
  protected abstract ObjectStore store();

  @Test
  void givesBackWhatWasPut() throws Exception {
    byte[] content = new byte[3_000_000];
    new Random(7).nextBytes(content);

    store().put(key("a"), content, "application/octet-stream");

    assertThat(store().get(key("a"))).isEqualTo(content);
    assertThat(store().size(key("a"))).contains(3_000_000L);
  }

  @Test
  void replacesTheWholeObject() throws Exception {
    store().put(key("a"), bytes("a long first version"), TEXT);

    store().put(key("a"), bytes("second"), TEXT);

    assertThat(store().get(key("a"))).isEqualTo(bytes("second"));
  }

  @Test
  void keepsAnEmptyObject() throws Exception {
    store().put(key("empty"), new byte[0], TEXT);

    assertThat(store().get(key("empty"))).isEmpty();
    assertThat(store().size(key("empty"))).contains(0L);
  }

  @Test
  void theFirstOfTwoConditionalWritersWins() throws Exception {
    boolean first = store().putIfAbsent(key("a"), bytes("first"), TEXT);
    boolean second = store().putIfAbsent(key("a"), bytes("second"), TEXT);

    assertThat(first).isTrue();
    assertThat(second).isFalse();
    assertThat(store().get(key("a"))).isEqualTo(bytes("first"));
  }

  @Test
  void ofManyConditionalWritersAtOnceOneWins() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Callable<Boolean>> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      byte[] content = bytes("writer " + i);
      writers.add(() -> store().putIfAbsent(key("race"), content, TEXT));
    }

    List<Integer> winners = new ArrayList<>();
    List<Future<Boolean>> results = threads.invokeAll(writers);
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i).get()) {
        winners.add(i);
      }
    }
    threads.shutdown();

    assertThat(winners).hasSize(1);
    assertThat(store().get(key("race"))).isEqualTo(bytes("writer " + winners.get(0)));
  }

  @Test
  void saysWhichObjectIsMissing() throws Exception {
    assertThatThrownBy(() -> store().get(key("nothing")))
        .isInstanceOfSatisfying(
            NoSuchObject.class, e -> assertThat(e.key()).isEqualTo(key("nothing")));
    assertThat(store().size(key("nothing"))).isEmpty();
  }

  @Test
  void listsTheKeysBelowAPrefixSorted() throws Exception {
    for (String name : List.of("b/2", "a/1", "b/10", "c/3")) {
      store().put(key(name), bytes(name), TEXT);
    }

    assertThat(store().list(folder + "/b/")).containsExactly(key("b/10"), key("b/2"));
    assertThat(store().list(folder + "/none/")).isEmpty();
  }

  @Test
  void showsEveryObjectBelowAPrefixOnceWithItsSizeAndTime() throws Exception {
    Instant before = Instant.now().minusSeconds(2);
    Map<ObjectKey, Long> put = new HashMap<>();
    // More than a page of S3, which has 1000.
    for (int i = 0; i < 1_050; i++) {
      ObjectKey key = key("many/" + i);
      store().put(key, new byte[i % 7], TEXT);
      put.put(key, (long) (i % 7));
    }
    store().put(key("other"), bytes("x"), TEXT);

    Map<ObjectKey, Long> shown = new HashMap<>();
    List<Instant> times = new ArrayList<>();
    store()
        .walk(
            folder + "/many/",
            object -> {
              assertThat(shown.put(object.key(), object.size())).isNull();
              times.add(object.modified());
            });

    assertThat(shown).isEqualTo(put);
    assertThat(times)
        .allSatisfy(time -> assertThat(time).isBetween(before, Instant.now().plusSeconds(2)));
  }

  @Test
  void namesTheFoldersBelowAPrefix() throws Exception {
    for (String name : List.of("in/b/1", "in/a/1", "in/a/2/3", "in/loose", "inn/c/1")) {
      store().put(key(name), bytes("x"), TEXT);
    }

    assertThat(store().folders(folder + "/in/")).containsExactly("a/", "b/");
    assertThat(store().folders(folder + "/none/")).isEmpty();
  }

  @Test
  void aVisitorThatFailsEndsTheVisit() throws Exception {
    store().put(key("a"), bytes("a"), TEXT);
    store().put(key("b"), bytes("b"), TEXT);
    IOException failure = new IOException("enough");
    AtomicInteger shown = new AtomicInteger();

    assertThatThrownBy(
            () ->
                store()
                    .walk(
                        folder + "/",
                        object -> {
                          shown.incrementAndGet();
                          throw failure;
                        }))
        .isSameAs(failure);
    assertThat(shown).hasValue(1);
  }

  @Test
  void answersTheHealthCheck() throws Exception {
    store().check();
  }

  private ObjectKey key(String name) {
    return new ObjectKey(folder + "/" + name);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
