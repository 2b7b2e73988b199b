package dev.nevus.trainer.evaluation;

import dev.nevus.mask.Mask;
import dev.nevus.segment.SegmentationException;
import dev.nevus.trainer.dataset.LabelledPair;
import dev.nevus.trainer.picture.ContactSheet;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The images on which a model does worst and best, as contact sheets for a person to look at. */
public final class ScoreSheets {
  private static final int COLUMNS = 4;
  private static final int SHOWN = 12;
  private static final Comparator<ScoredImage> WORST_FIRST =
      Comparator.comparingDouble(image -> image.overlap().jaccard());

  private final List<ScoredImage> images;
  private final IsicScoring scoring;

  /**
   * Reads and segments nothing yet.
   *
   * @param scoring that scored the images; stays the caller's
   */
  public ScoreSheets(List<ScoredImage> images, IsicScoring scoring) {
    this.images = List.copyOf(images);
    this.scoring = scoring;
  }

  /** The twelve with the smallest Jaccard index, the worst first, as a PNG file. */
  public byte[] worst() throws IOException, SegmentationException {
    return first(WORST_FIRST);
  }

  /** The twelve with the largest Jaccard index, the best first, as a PNG file. */
  public byte[] best() throws IOException, SegmentationException {
    return first(WORST_FIRST.reversed());
  }

  private byte[] first(Comparator<ScoredImage> order) throws IOException, SegmentationException {
    try (ContactSheet sheet = new ContactSheet(COLUMNS)) {
      for (ScoredImage image : images.stream().sorted(order).limit(SHOWN).toList()) {
        add(image, sheet);
      }
      return sheet.png();
    }
  }

  private void add(ScoredImage image, ContactSheet sheet)
      throws IOException, SegmentationException {
    try (LabelledPair pair = scoring.read(image.files());
        Mask predicted = scoring.predict(pair.image())) {
      String found = predicted.area() == 0 ? ", nothing found" : "";
      String caption =
          String.format(
              Locale.ROOT, "%s  Jaccard %.3f%s", image.id(), image.overlap().jaccard(), found);
      sheet.add(pair.image(), pair.mask(), predicted, caption);
    }
  }
}
