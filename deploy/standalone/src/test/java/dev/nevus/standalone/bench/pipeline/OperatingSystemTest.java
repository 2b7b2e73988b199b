package dev.nevus.standalone.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OperatingSystemTest {
  @Test
  void coresAreReadFromRanges() {
    assertThat(OperatingSystem.cores("0")).containsExactly(0);
    assertThat(OperatingSystem.cores("2-4,8,10-11")).containsExactly(2, 3, 4, 8, 10, 11);
  }

  @Test
  void thisProcessMayUseSome() throws Exception {
    assertThat(OperatingSystem.cores()).hasSizeGreaterThanOrEqualTo(1).doesNotHaveDuplicates();
  }
}
