package dev.nevus.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the disks below some folders have room for more. A database or a broker that writes its
 * last free block is damaged or dies, so no more is taken while some room is left. Once full, a
 * disk has room again only a tenth above the bound: what is cleared away bit by bit does not turn
 * it on and off. Looks at most once a second. Safe for many threads.
 */
public final class DiskSpace {
  /** How much room there is where a folder is. */
  @FunctionalInterface
  public interface Reading {
    /** Free bytes. */
    long free(Path folder) throws IOException;
  }

  /** What the operating system says. */
  public static final Reading OF_DISK =
      folder -> Files.getFileStore(existing(folder)).getUsableSpace();

  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final long MARGIN = 10;
  private static final long MEGABYTE = 1024 * 1024;

  private final Set<Path> folders;
  private final long least;
  private final Reading reading;
  private final Clock clock;
  private Instant looked = Instant.MIN;
  private Optional<String> trouble = Optional.empty();

  /**
   * @param folders made or not yet; none where everything lives elsewhere
   * @param least bytes that must be free; 0 asks for nothing
   */
  public DiskSpace(Set<Path> folders, long least, Reading reading, Clock clock) {
    this.folders = Set.copyOf(folders);
    this.least = least;
    this.reading = reading;
    this.clock = clock;
  }

  /**
   * Returns if there is room.
   *
   * @throws DiskFullException if there is too little
   */
  public synchronized void check() throws DiskFullException {
    Instant now = clock.instant();
    if (looked.equals(Instant.MIN) || now.isAfter(looked.plus(FRESH)) || now.isBefore(looked)) {
      trouble = look(trouble.isPresent() ? least + least / MARGIN : least);
      looked = now;
    }
    if (trouble.isPresent()) {
      throw new DiskFullException(trouble.get());
    }
  }

  private Optional<String> look(long needed) {
    for (Path folder : folders) {
      try {
        long free = reading.free(folder);
        if (free < needed) {
          return Optional.of(
              "%,d MB free on the disk of %s, %,d must be"
                  .formatted(free / MEGABYTE, name(folder), needed / MEGABYTE));
        }
      } catch (IOException e) {
        return Optional.of("the disk of %s cannot be looked at".formatted(name(folder)));
      }
    }
    return Optional.empty();
  }

  /**
   * The last part is enough to tell folders apart, and where they are is nobody else's business.
   */
  private static String name(Path folder) {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return name == null ? "/" : name.toString();
  }

  private static Path existing(Path folder) {
    Path there = folder.toAbsolutePath().normalize();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }

  @Override
  public String toString() {
    return "DiskSpace[" + folders.size() + " folders, least " + least / MEGABYTE + " MB]";
  }
}
