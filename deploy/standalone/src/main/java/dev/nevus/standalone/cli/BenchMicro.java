package dev.nevus.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nevus.embedded.ForegroundChild;
import dev.nevus.standalone.Installation;
import dev.nevus.standalone.WorkerRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands its arguments to JMH; the child JVMs that JMH starts inherit the worker's flags. */
@Command(
    name = "micro",
    mixinStandardHelpOptions = true,
    description = {
      "Each step of a worker alone, and the events' JSON, by JMH: about 4 minutes for all.",
      "JMH's own options go through: '-f 3' (JVMs), '-wi 1 -i 1' (short), '-prof gc', '-l' (list);"
          + " '-- -h' shows all."
    })
final class BenchMicro implements Callable<Integer> {
  private static final String MODULE = "deploy/bench/jmh";
  private static final String JMH = "org.openjdk.jmh.Main";
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final Path root;
  private final Console console;

  @Option(
      names = "--json",
      description = "Write JMH's own JSON, one benchmark to a line, and nothing until the end.")
  private boolean json;

  @Parameters(
      arity = "0..*",
      paramLabel = "PATTERN",
      description = "Only benchmarks whose name matches, such as 'mask' or 'Event.*Json'.")
  private List<String> arguments = List.of();

  private BenchMicro(Path root, Console console) {
    this.root = root;
    this.console = console;
  }

  static CommandLine commandLine(Path root, Console console) {
    return new CommandLine(new BenchMicro(root, console))
        .setUnmatchedOptionsArePositionalParams(true);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!json) {
      return jmh(arguments).run(STOP_WITHIN);
    }
    Path results = Files.createTempFile("nevus-bench", ".json");
    Path said = Files.createTempFile("nevus-bench", ".log");
    try {
      return runQuietly(results, said);
    } finally {
      Files.delete(results);
      Files.delete(said);
    }
  }

  private int runQuietly(Path results, Path said) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("-rf", "json", "-rff", results.toString()));
    int exitCode = jmh(all).capture(said, STOP_WITHIN).exitCode();
    if (exitCode != 0) {
      throw new IOException("JMH failed: " + Files.readString(said).strip());
    }
    for (JsonNode benchmark : new ObjectMapper().readTree(results.toFile())) {
      console.json(benchmark);
    }
    return exitCode;
  }

  private ForegroundChild jmh(List<String> all) throws IOException {
    return WorkerRuntime.with(Installation.at(root), MODULE, JMH, all);
  }
}
