package dev.nevus.standalone.cli;

import dev.nevus.standalone.World;
import dev.nevus.standalone.doctor.Finding;
import dev.nevus.standalone.doctor.Finding.Level;
import dev.nevus.standalone.doctor.Machine;
import dev.nevus.standalone.doctor.Place;
import dev.nevus.standalone.doctor.Software;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says whether this machine has what Nevus needs, and how to get what is missing. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Checks whether this machine has what Nevus needs; exit code 1 if something is missing.")
final class Doctor implements Callable<Integer> {
  private final Path root;
  private final String searchPath;
  private final Console console;

  @Mixin private final CommonOptions common = new CommonOptions();

  /**
   * @param searchPath the PATH
   */
  Doctor(Path root, String searchPath, Console console) {
    this.root = root;
    this.searchPath = searchPath;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Finding> findings =
        Stream.of(
                Software.look(searchPath).findings(),
                Machine.look().findings(),
                Place.look(common.installation(root).data(), World.PREFERRED_HTTP_PORT).findings())
            .flatMap(List::stream)
            .toList();
    findings.forEach(common.wantsJson() ? console::json : this::print);
    return findings.stream().anyMatch(finding -> finding.level() == Level.MISSING) ? 1 : 0;
  }

  private void print(Finding finding) {
    String remedy = finding.remedy().isEmpty() ? "" : "; " + finding.remedy();
    console.result(
        "%-8s %-12s %s%s".formatted(finding.level(), finding.name(), finding.found(), remedy));
  }
}
