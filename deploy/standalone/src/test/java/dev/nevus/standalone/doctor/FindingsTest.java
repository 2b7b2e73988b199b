package dev.nevus.standalone.doctor;

import static dev.nevus.standalone.doctor.Finding.Level.MISSING;
import static dev.nevus.standalone.doctor.Finding.Level.OK;
import static dev.nevus.standalone.doctor.Finding.Level.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.standalone.doctor.Finding.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static final long GIB = 1L << 30;
  private static final Optional<Path> SOMEWHERE = Optional.of(Path.of("/somewhere"));

  @Test
  void aGoodMachineHasNothingToMend() {
    Machine machine = new Machine(2, Optional.of(8 * GIB), Set.of("avx2", "avx512f"));

    assertThat(machine.findings()).extracting(Finding::level).containsOnly(OK);
    assertThat(machine.findings()).extracting(Finding::remedy).containsOnly("");
  }

  @Test
  void aWeakMachineIsWarnedAboutAndATinyOneRefused() {
    assertThat(levels(new Machine(1, Optional.of(3 * GIB), Set.of("sse4_2")).findings()))
        .containsExactly(WARN, WARN, WARN);
    assertThat(levels(new Machine(2, Optional.of(GIB), Set.of("avx2")).findings()))
        .containsExactly(OK, MISSING, OK);
  }

  @Test
  void readsWhatLinuxTells() {
    assertThat(Machine.availableBytes("MemAvailable:   20844012 kB"))
        .containsExactly(20844012L << 10);
    assertThat(Machine.availableBytes("MemTotal:       24737180 kB")).isEmpty();
    assertThat(Machine.flags("flags\t\t: fpu avx2 avx512f"))
        .containsExactly("fpu", "avx2", "avx512f");
    assertThat(Machine.flags("model name\t: x")).isEmpty();
  }

  @Test
  void oldOrAbsentSoftwareIsMissing() {
    Software software = new Software(11, Optional.empty(), Optional.of("2.27"), Optional.empty());

    assertThat(levels(software.findings())).containsExactly(MISSING, WARN, MISSING, MISSING);
    assertThat(software.findings()).extracting(Finding::remedy).doesNotContain("");
  }

  @Test
  void newSoftwareWillDo() {
    assertThat(levels(new Software(25, SOMEWHERE, Optional.of("3.0"), SOMEWHERE).findings()))
        .containsOnly(OK);
    assertThat(levels(new Software(17, SOMEWHERE, Optional.of("2.28"), SOMEWHERE).findings()))
        .containsOnly(OK);
  }

  @Test
  void aFolderThatCannotBeWrittenIsMissing() {
    Place place = new Place(Path.of("/data"), false, GIB / 2, 8080, false);

    assertThat(levels(place.findings())).containsExactly(MISSING, MISSING, WARN);
  }

  private static List<Level> levels(List<Finding> findings) {
    return findings.stream().map(Finding::level).toList();
  }
}
