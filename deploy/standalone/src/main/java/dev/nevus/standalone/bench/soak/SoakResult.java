package dev.nevus.standalone.bench.soak;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.nevus.standalone.ledger.Count;
import dev.nevus.standalone.ledger.LedgerSums;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a long run showed.
 *
 * @param images sent
 * @param workers side by side
 * @param restarts workers that were killed, and others started in their place
 * @param seconds from the first image to the last mask
 * @param imagesPerSecond on the whole
 * @param ledger what became of the images, by the log and the bucket
 * @param growth of the workers that ran from the beginning to the end, but for those that were
 *     looked at too seldom to tell
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record SoakResult(
    int images,
    int workers,
    int restarts,
    double seconds,
    double imagesPerSecond,
    LedgerSums ledger,
    List<Growth> growth) {
  public SoakResult {
    growth = List.copyOf(growth);
  }

  /** Whether each image that was sent has exactly one mask. */
  @JsonIgnore
  public boolean isGood() {
    return ledger.isSettled()
        && ledger.masks() == images
        && ledger.accepted() == images
        && ledger.of(Count.RESULTS) == images;
  }

  /** For people. */
  @JsonIgnore
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%d images in %.0f s through %d workers, %d killed and replaced: %.1f images/s",
            images,
            seconds,
            workers,
            restarts,
            imagesPerSecond));
    lines.add(
        String.format(
            Locale.ROOT,
            "the ledger: %d accepted, %d with a mask, %d masks, %d repeated, %d twice, %d lost,"
                + " %d given up, %s",
            ledger.accepted(),
            ledger.masks(),
            ledger.of(Count.RESULTS),
            ledger.of(Count.REPEATED_RESULTS),
            ledger.twice(),
            ledger.lost(),
            ledger.deadLetters(),
            ledger.isSettled() ? "clean" : "NOT CLEAN: " + ledger.findings()));
    for (Growth worker : growth) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s: resident %.0f MB (%+.1f), not Java's heap %.0f MB (%+.1f), threads %+d, open"
                  + " files %+d",
              worker.worker(),
              worker.residentBytes() / 1e6,
              worker.residentGrowthBytes() / 1e6,
              worker.nativeBytes() / 1e6,
              worker.nativeGrowthBytes() / 1e6,
              worker.threadsGrowth(),
              worker.openFilesGrowth()));
    }
    int untold = workers - restarts - growth.size();
    if (untold > 0) {
      lines.add(untold + " workers were looked at too seldom to tell their growth");
    }
    return lines;
  }
}
