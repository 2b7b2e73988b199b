package dev.nevus.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.image.NativeOpenCv;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {
  private static final String ONE = "deep/inside/libone.so";
  private static final String TWO = "deep/inside/libtwo.so";

  private Path temporary;
  private NativeLibraries libraries;
  private List<PackedLibrary> both;
  private byte[] one;

  @BeforeEach
  void packTwo(@TempDir Path folder) throws IOException {
    temporary = folder;
    libraries = new NativeLibraries(temporary.resolve("cache"));
    one = bytes(1, 300_000);
    both = packed("first.jar", one, bytes(2, 10));
  }

  @Test
  void theyLieTogetherUnderTheirNames() throws Exception {
    Path folder = libraries.unpacked(both);

    assertThat(folder.resolve("libone.so")).hasBinaryContent(one);
    assertThat(folder.resolve("libtwo.so")).hasBinaryContent(bytes(2, 10));
    assertThat(folder).isDirectoryNotContaining("glob:**half").startsWith(temporary);
  }

  @Test
  void theNextProcessFindsThem() throws Exception {
    Path first = libraries.unpacked(both).resolve("libone.so");
    Object file = Files.readAttributes(first, "unix:ino").get("ino");

    assertThat(libraries.unpacked(both).resolve("libone.so")).isEqualTo(first);
    assertThat(Files.readAttributes(first, "unix:ino").get("ino")).isEqualTo(file);
  }

  @Test
  void whatADeathLeftBehindIsDoneAnew() throws Exception {
    Path file = libraries.unpacked(both).resolve("libone.so");
    Files.write(file, bytes(1, 1000));
    Files.write(temporary.resolve("cache/half"), bytes(9, 500_000));

    assertThat(libraries.unpacked(both).resolve("libone.so")).isEqualTo(file);
    assertThat(file).hasBinaryContent(one);
  }

  @Test
  void anotherVersionHasItsOwnPlace() throws Exception {
    List<PackedLibrary> newer = packed("second.jar", bytes(3, 300_000), bytes(2, 10));

    assertThat(libraries.unpacked(newer)).isNotEqualTo(libraries.unpacked(both));
  }

  @Test
  void manyAtOnceAllFindThemWhole() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<byte[]>> read = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        read.add(
            threads.submit(
                () -> Files.readAllBytes(libraries.unpacked(both).resolve("libone.so"))));
      }
      for (Future<byte[]> bytes : read) {
        assertThat(bytes.get()).isEqualTo(one);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void whereNothingCanBeKeptThereIsNoFolder() throws Exception {
    Path file = Files.createFile(temporary.resolve("file"));

    // The JDK's home of a user whom the system does not know.
    assertThat(new NativeLibraries(Path.of("?/.cache")).folder(List.of("org/slf4j/Logger.class")))
        .isEmpty();
    assertThat(new NativeLibraries(file).folder(List.of("org/slf4j/Logger.class"))).isEmpty();
    assertThat(libraries.folder(List.of("org/slf4j/Logger.class"))).isPresent();
  }

  @Test
  void whatIsNotInAJarIsNotUnpacked() {
    String here = "dev/nevus/natives/NativeLibrariesTest.class";

    assertThat(libraries.folder(List.of(here))).isEmpty();
    assertThat(libraries.folder(List.of("no/such/library.so"))).isEmpty();
    assertThatThrownBy(() -> PackedLibrary.of(ClassLoader.getSystemResource(here), here))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not in a jar");
  }

  @Test
  void openCvIsLoadedFromWhereItIsKept() throws Exception {
    NativeOpenCv.load();

    assertThat(Files.readString(Path.of("/proc/self/maps")))
        .containsPattern("nevus/native/libopencv_java\\d+\\.so-[0-9a-f]+/libopencv_java");
  }

  private List<PackedLibrary> packed(String jar, byte[] first, byte[] second) throws IOException {
    Path file = temporary.resolve(jar);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new JarEntry(ONE));
      out.write(first);
      out.putNextEntry(new JarEntry(TWO));
      out.write(second);
    }
    List<PackedLibrary> libraries = new ArrayList<>();
    for (String name : List.of(ONE, TWO)) {
      libraries.add(PackedLibrary.of(new URL("jar:" + file.toUri() + "!/" + name), name));
    }
    return libraries;
  }

  private static byte[] bytes(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
