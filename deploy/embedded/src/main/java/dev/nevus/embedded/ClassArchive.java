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
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The classes of one program, parsed and laid out once by its first run in order (AppCDS); later
 * runs map them and start in a third of the time. Without an archive a program merely starts
 * slower, so nothing here is ever an error.
 */
public final class ClassArchive {
  private static final int EXIT_OF_SIGTERM = 143;
  // The classes that cannot be archived are of no interest.
  private static final String QUIET = "-Xlog:cds*=off";
  private static final String SUFFIX = ".jsa";
  private static final Duration ABANDONED_AFTER = Duration.ofMinutes(10);

  private final String program;
  private final Path jar;
  private final Path archive;
  private final Path draft;

  private ClassArchive(String program, Path jar, String key) {
    this.program = program;
    this.jar = jar;
    this.archive = jar.resolveSibling(program + "-" + key + SUFFIX);
    this.draft =
        jar.resolveSibling(
            program + "-" + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".draft");
  }

  /**
   * Starts {@code command} as {@link ChildProcess#start} does: with its archive, or so that it
   * leaves one behind when it ends in order, which then takes a second or two longer.
   */
  public static ChildProcess start(ChildCommand command, Duration patience)
      throws IOException, InterruptedException {
    ClassArchive archive = of(command.mainClass(), command.classPath());
    List<String> flags = new ArrayList<>(command.jvmFlags());
    flags.addAll(archive.flags());
    return ChildProcess.start(command.withJvmFlags(flags), patience, archive::keep);
  }

  /**
   * The archive lies beside the program's first jar and is named after everything that it depends
   * on.
   */
  private static ClassArchive of(String mainClass, String classPath) {
    CRC32 key = new CRC32();
    key.update((System.getProperty("java.vm.version") + mainClass).getBytes(UTF_8));
    List<File> entries = Stream.of(classPath.split(File.pathSeparator)).map(File::new).toList();
    for (File entry : entries) {
      // The JVM refuses an archive when any jar is another one than it was made from.
      key.update((entry + "," + entry.lastModified() + "," + entry.length()).getBytes(UTF_8));
    }
    return new ClassArchive(
        mainClass.substring(mainClass.lastIndexOf('.') + 1),
        entries.get(0).toPath().toAbsolutePath(),
        Long.toHexString(key.getValue()));
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
      System.getLogger(ClassArchive.class.getName())
          .log(System.Logger.Level.DEBUG, "no class archive kept", lost);
    }
  }

  private Path folder() {
    return jar.resolveSibling(".").normalize();
  }

  /** Drafts too, if nobody came for them: their parent was killed. */
  private void deleteOlder() throws IOException {
    long abandoned = System.currentTimeMillis() - ABANDONED_AFTER.toMillis();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder(), program + "-*.{jsa,draft}")) {
      for (Path file : files) {
        if (file.toString().endsWith(SUFFIX) || file.toFile().lastModified() < abandoned) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
