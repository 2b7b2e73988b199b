package dev.nevus.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The classes of one program, parsed and laid out once by its first run in order (AppCDS); later
 * runs map them and start in a third of the time. Without an archive a program merely starts
 * slower, so nothing here is ever an error.
 */
final class SharedArchive {
  private static final int EXIT_OF_SIGTERM = 143;
  // The classes that cannot be archived are of no interest.
  private static final String QUIET = "-Xlog:cds*=off";
  private static final String SUFFIX = ".jsa";

  private final String program;
  private final Path jar;
  private final Path archive;
  private final Path draft;

  private SharedArchive(String program, Path jar, String key) {
    this.program = program;
    this.jar = jar;
    this.archive = jar.resolveSibling(program + "-" + key + SUFFIX);
    this.draft =
        jar.resolveSibling(
            program + "-" + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".draft");
  }

  /** Starts {@code command} with its archive, or so that it leaves one behind. */
  static ChildProcess start(ChildCommand command, Duration patience)
      throws IOException, InterruptedException {
    SharedArchive archive = of(command.mainClass(), command.classPath());
    List<String> flags = new ArrayList<>(command.jvmFlags());
    flags.addAll(archive.flags());
    ChildProcess child;
    try {
      child = ChildProcess.start(command.withJvmFlags(flags), patience);
    } catch (ChildFailure failure) {
      // It drew up an archive of how it failed.
      Files.deleteIfExists(archive.draft);
      throw failure;
    }
    var unused = child.onExit().thenAccept(archive::keep);
    return child;
  }

  /**
   * The archive lies beside the program's first jar and is named after everything that it depends
   * on.
   */
  private static SharedArchive of(String mainClass, String classPath) {
    Path jar = Path.of(classPath.split(File.pathSeparator, 2)[0]).toAbsolutePath();
    CRC32 key = new CRC32();
    key.update((System.getProperty("java.vm.version") + mainClass + classPath).getBytes(UTF_8));
    key.update((jar.toFile().lastModified() + "," + jar.toFile().length()).getBytes(UTF_8));
    return new SharedArchive(
        mainClass.substring(mainClass.lastIndexOf('.') + 1), jar, Long.toHexString(key.getValue()));
  }

  /** Use the archive; or, where there is none yet, draw one up at the end of this run. */
  private List<String> flags() {
    if (Files.isReadable(archive)) {
      return List.of("-XX:SharedArchiveFile=" + archive, QUIET);
    }
    // The JVM archives nothing when classes come from a folder.
    boolean canBeDrawn = Files.isRegularFile(jar) && Files.isWritable(folder());
    return canBeDrawn ? List.of("-XX:ArchiveClassesAtExit=" + draft, QUIET) : List.of();
  }

  /**
   * To be called when the program has ended: puts a finished draft in place of all older archives,
   * whole or not at all.
   */
  private void keep(int exitCode) {
    boolean isWhole = exitCode == 0 || exitCode == EXIT_OF_SIGTERM;
    try {
      if (Files.exists(draft) && isWhole) {
        deleteOlder();
        Files.move(
            draft, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.deleteIfExists(draft);
    } catch (IOException lost) {
      System.getLogger(SharedArchive.class.getName())
          .log(System.Logger.Level.DEBUG, "no class archive kept", lost);
    }
  }

  private Path folder() {
    return jar.resolveSibling(".").normalize();
  }

  private void deleteOlder() throws IOException {
    try (DirectoryStream<Path> older =
        Files.newDirectoryStream(folder(), program + "-*" + SUFFIX)) {
      for (Path archived : older) {
        Files.deleteIfExists(archived);
      }
    }
  }
}
