package dev.nevus.standalone.ledger;

import dev.nevus.image.ImageId;
import dev.nevus.model.ModelId;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Judges many made-up images, without a log and a bucket: what the ledger itself costs. A main
 * class to be run by hand: number of images, folder for its files.
 */
public final class LedgerScale {
  private static final ModelId MODEL = new ModelId("20261123T041500Z-9f2c01ab");
  private static final int LONGS = 4;
  private static final int GIVEN_UP = 1000;

  private LedgerScale() {}

  public static void main(String[] arguments) throws Exception {
    long images = Long.parseLong(arguments[0]);
    Path work = Files.createDirectories(Path.of(arguments[1]));
    long begun = System.nanoTime();
    try (Ledger ledger = Ledger.in(work)) {
      fill(ledger, images, 1);
      double filled = (System.nanoTime() - begun) / 1e9;
      ledger.judge(orphan -> {});
      LedgerSums sums = ledger.tally().sums(List.of());
      System.out.printf(
          "%d images: %d masks, %d dead letters, %s, written in %.0f s, judged in %.0f s, heap at"
              + " most %d MB%n",
          sums.accepted(),
          sums.masks(),
          sums.deadLetters(),
          sums.isClean() ? "clean" : "not clean",
          filled,
          (System.nanoTime() - begun) / 1e9 - filled,
          peakHeap() >> 20);
    }
  }

  /** Images with a mask each, but for every thousandth, which was given up. */
  static void fill(Ledger ledger, long images, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    int model = ledger.models().number(MODEL);
    for (long i = 0; i < images; i++) {
      ByteBuffer id = ByteBuffer.allocate(LONGS * Long.BYTES);
      while (id.hasRemaining()) {
        id.putLong(random.nextLong());
      }
      ImageId image = new ImageId(HexFormat.of().formatHex(id.array()));
      ledger.add(Entry.accept(image, true, 0, i, 1));
      ledger.add(Entry.original(image, true, 1));
      if (i % GIVEN_UP == 0) {
        ledger.add(Entry.letter(image, 0, i));
      } else {
        ledger.add(Entry.mask(image, model, i));
        ledger.add(Entry.maskPng(image, model));
        ledger.add(Entry.maskRecord(image, true, model));
      }
    }
  }

  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong((MemoryPoolMXBean pool) -> pool.getPeakUsage().getUsed())
        .sum();
  }
}
