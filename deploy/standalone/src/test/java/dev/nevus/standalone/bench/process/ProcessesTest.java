package dev.nevus.standalone.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What is read of a process: here of this one. */
class ProcessesTest {
  private static final long SELF = ProcessHandle.current().pid();

  @Test
  void figuresAreSummedByName() {
    Figures figures =
        Figures.parse(
            """
            # HELP nevus_stage_seconds Time in each stage of the work
            # TYPE nevus_stage_seconds histogram
            nevus_stage_seconds_sum{service="segmentation-worker",stage="decode"} 1.5
            nevus_stage_seconds_sum{service="segmentation-worker",stage="infer"} 2.5E-1
            nevus_in_flight{group="a, \\"b\\" {c}",service="segmentation-worker"} 3
            jvm_up 1 1700000000000
            nevus_stage_seconds_bucket{stage="infer",le="+Inf"} +Inf
            this is no figure
            """);

    assertThat(figures.sum("nevus_stage_seconds_sum")).isEqualTo(1.75);
    assertThat(figures.sum("nevus_stage_seconds_sum", "stage", "infer")).isEqualTo(0.25);
    assertThat(figures.by("nevus_stage_seconds_sum", "stage"))
        .containsExactly(entry("decode", 1.5), entry("infer", 0.25));
    assertThat(figures.by("nevus_in_flight", "group")).containsEntry("a, \\\"b\\\" {c}", 3.0);
    assertThat(figures.sum("jvm_up")).isEqualTo(1);
    assertThat(figures.sum("nevus_stage_seconds_bucket")).isInfinite();
    assertThat(figures.sum("unknown")).isZero();
    assertThat(figures.sum("nevus_stage_seconds_sum", "stage", "unknown")).isZero();
  }

  @Test
  void thisProcessHasMemoryThreadsAndFiles() throws Exception {
    Resources now = Resources.of(SELF);

    assertThat(now.residentBytes()).isGreaterThan(10_000_000);
    assertThat(now.peakBytes()).isGreaterThanOrEqualTo(now.residentBytes() / 2);
    assertThat(now.threads()).isGreaterThan(1);
    assertThat(now.openFiles()).isGreaterThan(2);
    assertThatThrownBy(() -> Resources.number(List.of("VmRSS: 1 kB"), "VmHWM"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("VmHWM");
  }

  @Test
  void timeThatAThreadTookIsItsOwn() throws Exception {
    ThreadTimes before = ThreadTimes.of(SELF);
    AtomicBoolean isOver = new AtomicBoolean();
    Thread busy = new Thread(() -> spin(isOver), "busy-1");
    busy.start();

    try {
      await()
          .untilAsserted(
              () ->
                  assertThat(ThreadTimes.of(SELF).millisSince(before).getOrDefault("busy", 0.0))
                      .isGreaterThan(5));
    } finally {
      isOver.set(true);
      busy.join();
    }
    assertThat(CpuTime.of(SELF)).isPositive();
    assertThatThrownBy(() -> CpuTime.of(Long.MAX_VALUE)).isInstanceOf(IOException.class);
  }

  private static void spin(AtomicBoolean isOver) {
    while (!isOver.get()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void threadsAreToldByWhatTheyDo() {
    assertThat(ThreadTimes.role("C2 CompilerThre")).isEqualTo("C2 compiler");
    assertThat(ThreadTimes.role("pool-3-thread-1")).isEqualTo("pool");
    assertThat(ThreadTimes.role("GC Thread#0")).isEqualTo("GC Thread");
    assertThat(ThreadTimes.role("work-queue")).isEqualTo("work-queue");
    assertThat(ThreadTimes.role("17")).isEqualTo("17");
  }
}
