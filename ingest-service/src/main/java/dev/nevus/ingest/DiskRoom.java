package dev.nevus.ingest;

import dev.nevus.settings.Settings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Room that must be left on disks before an image is taken.
 *
 * @param folders whose disks are looked at, besides the catalog's own
 * @param leastBytes that must be free on each; 0 asks for nothing
 */
public record DiskRoom(Set<Path> folders, int leastBytes) {
  private static final int DEFAULT = 256 * 1024 * 1024;

  /** Copies the set. */
  public DiskRoom {
    folders = Set.copyOf(folders);
  }

  /** Reads {@code NEVUS_DISK_FOLDERS} and {@code NEVUS_DISK_LEAST_FREE}. */
  public static DiskRoom from(Settings settings) {
    String list =
        settings.text(
            "NEVUS_DISK_FOLDERS",
            "",
            "folders of store and broker where they are on this machine, comma separated; the"
                + " catalog's is always watched");
    return new DiskRoom(
        Arrays.stream(list.split(","))
            .map(String::strip)
            .filter(folder -> !folder.isEmpty())
            .map(Path::of)
            .collect(Collectors.toUnmodifiableSet()),
        settings.number(
            "NEVUS_DISK_LEAST_FREE",
            DEFAULT,
            0,
            Integer.MAX_VALUE,
            "bytes that must be free on those disks; below it images get 503 `disk-full`; 0: no"
                + " limit"));
  }
}
