package dev.nevus.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.embedded.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  private final Path folder;

  DataFolderTest(@TempDir Path parent) {
    this.folder = parent.resolve("data");
  }

  @Test
  void isHeldByOneAtATime() throws Exception {
    try (DataFolder held = DataFolder.take(folder)) {
      assertThatThrownBy(() -> DataFolder.take(folder))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(
              held.path() + " is in use by another Nevus (process " + ProcessHandle.current().pid())
          .hasMessageContaining("--data");
    }

    DataFolder.take(folder).close();
  }

  @Test
  void isForItsOwnerOnly() throws Exception {
    DataFolder.take(folder).close();
    StoreKeys.in(folder);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("store.secret"))))
        .isEqualTo("rw-------");
  }

  @Test
  void keepsItsSecret() throws Exception {
    Files.createDirectories(folder);

    Credentials first = StoreKeys.in(folder);

    assertThat(StoreKeys.in(folder)).isEqualTo(first);
    assertThat(first.secretKey()).matches("[0-9a-f]{64}");
  }

  @Test
  void keepsPortsUntilSomebodyElseTakesThem() throws Exception {
    Files.createDirectories(folder);
    int port = Ports.in(folder).of("ingest", 0);

    assertThat(Ports.in(folder).of("ingest", 0)).isEqualTo(port);
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Ports.in(folder).of("ingest", 0)).isNotEqualTo(taken.getLocalPort());
      assertThatThrownBy(() -> Ports.in(folder).exactly("ingest", port))
          .hasMessageContaining(Integer.toString(port));
    }
  }

  @Test
  void neverGivesAPortTwice() throws Exception {
    Files.createDirectories(folder);
    Ports ports = Ports.in(folder);
    int first = ports.of("kafka", 0);

    assertThat(ports.of("store", first)).isNotEqualTo(first);
  }

  @Test
  void tellsOtherCommandsWhereTheNeighboursAre() throws Exception {
    Files.createDirectories(folder);
    assertThatThrownBy(() -> Neighbours.lastOf(folder)).hasMessageContaining("nevus up");
    Ports ports = Ports.in(folder);
    int kafka = ports.of("kafka", 0);
    ports.of("store", 0);

    assertThat(Neighbours.lastOf(folder).bootstrap()).isEqualTo("127.0.0.1:" + kafka);
    assertThat(Neighbours.lastOf(folder).toString())
        .doesNotContain(StoreKeys.in(folder).secretKey());
  }
}
