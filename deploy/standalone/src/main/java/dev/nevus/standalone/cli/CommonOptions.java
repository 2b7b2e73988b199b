package dev.nevus.standalone.cli;

import dev.nevus.standalone.Installation;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every subcommand has. */
final class CommonOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder with all data; by default .nevus beside the root POM.")
  private @Nullable Path data;

  @Option(names = "--json", description = "Write results as JSON, one value to a line.")
  private boolean json;

  Installation installation(Path root) {
    return data == null ? Installation.at(root) : new Installation(root, data);
  }

  /** Whether the folder was named, and not only the default is meant. */
  boolean namesData() {
    return data != null;
  }

  boolean wantsJson() {
    return json;
  }
}
