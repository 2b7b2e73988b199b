package dev.nevus.trainer.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The build of DL4J's native code that suits this processor. As published, DL4J trains this net at
 * 1 image a second on two cores; with a oneDNN build and its helpers switched on, at 10.
 */
public enum NativeBackend {
  ONEDNN_AVX512("-onednn-avx512", "oneDNN for AVX-512"),
  ONEDNN_AVX2("-onednn-avx2", "oneDNN for AVX2, as this processor has no AVX-512"),
  /** Any x86-64 or other platform; slow, but it works. */
  PLAIN("", "the plain build, ten times slower, as this processor has neither AVX-512 nor AVX2");

  private static final Logger LOG = LoggerFactory.getLogger(NativeBackend.class);
  private static final String EXTENSION = "org.bytedeco.javacpp.platform.extension";
  private static final String HELPERS_DISABLED = "org.eclipse.deeplearning4j.helpers.disable";
  private static final Set<String> AVX512 =
      Set.of("avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl");

  private final String extension;
  private final String description;

  NativeBackend(String extension, String description) {
    this.extension = extension;
    this.description = description;
  }

  /** Which build, and why, for people. */
  public String description() {
    return description;
  }

  /**
   * Chooses and prepares the backend. Must run before the first ND4J class is touched: the choice
   * is made once, when the native library loads. A platform extension that the command line sets
   * already is kept.
   */
  public static NativeBackend activate() {
    System.setProperty(HELPERS_DISABLED, "false");
    String wanted = System.getProperty(EXTENSION);
    if (wanted != null) {
      return withExtension(wanted);
    }
    NativeBackend backend = ofMachine();
    if (!backend.extension.isEmpty()) {
      System.setProperty(EXTENSION, backend.extension);
    }
    return backend;
  }

  /** The fastest build that a processor with these {@code /proc/cpuinfo} flags can run. */
  public static NativeBackend of(Set<String> flags) {
    if (flags.containsAll(AVX512)) {
      return ONEDNN_AVX512;
    }
    return flags.contains("avx2") && flags.contains("fma") ? ONEDNN_AVX2 : PLAIN;
  }

  private static NativeBackend withExtension(String wanted) {
    return Arrays.stream(values())
        .filter(backend -> backend.extension.equals(wanted))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no native build has the extension " + wanted));
  }

  private static NativeBackend ofMachine() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    boolean bundled = system.contains("linux") && System.getProperty("os.arch", "").equals("amd64");
    return bundled ? of(flags(Path.of("/proc/cpuinfo"))) : PLAIN;
  }

  private static Set<String> flags(Path cpuinfo) {
    try (Stream<String> lines = Files.lines(cpuinfo, StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> line.startsWith("flags"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).trim().split("\\s+"))
          .stream()
          .flatMap(Arrays::stream)
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("cause", e).log("processor flags unreadable, so the plain backend");
      return Set.of();
    }
  }
}
