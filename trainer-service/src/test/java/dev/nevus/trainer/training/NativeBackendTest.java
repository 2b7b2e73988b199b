package dev.nevus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.image.NativeOpenCv;
import java.lang.reflect.Method;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;

class NativeBackendTest {
  @Test
  void choosesWhatTheProcessorCanRun() {
    Set<String> haswell = Set.of("sse4_2", "avx", "avx2", "fma");
    Set<String> skylakeServer =
        Set.of("avx2", "fma", "avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl");

    assertThat(NativeBackend.of(skylakeServer)).isEqualTo(NativeBackend.ONEDNN_AVX512);
    assertThat(NativeBackend.of(haswell)).isEqualTo(NativeBackend.ONEDNN_AVX2);
    assertThat(NativeBackend.of(Set.of("sse4_2", "avx"))).isEqualTo(NativeBackend.PLAIN);
    assertThat(NativeBackend.of(Set.of())).isEqualTo(NativeBackend.PLAIN);
  }

  @Test
  void aHalfAvx512ProcessorGetsAvx2() {
    Set<String> knightsLanding = Set.of("avx2", "fma", "avx512f", "avx512cd", "avx512er");

    assertThat(NativeBackend.of(knightsLanding)).isEqualTo(NativeBackend.ONEDNN_AVX2);
  }

  @Test
  void dl4jFindsItsOneDnnSwitchUnderTheNameItLooksUp() throws Exception {
    Class<?> environment = Class.forName("org.nd4j.nativeblas.Nd4jCpu$Environment");
    Method enabled = environment.getMethod("isUseMKLDNN");

    assertThat(enabled.invoke(environment.getMethod("getInstance").invoke(null))).isEqualTo(true);
  }

  @Test
  void openCvIsTheOneThatServes() {
    NativeOpenCv.load();

    assertThat(Core.VERSION).isEqualTo("4.9.0");
    assertThat(Core.getVersionString()).isEqualTo("4.9.0");
  }
}
