package dev.nevus.trainer.evaluation;

import dev.nevus.mask.Overlap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Cuts a set of images by their traits, one trait at a time. */
final class Slices {
  /**
   * One trait and the part of it that an image falls into, absent where that is not known. Parts
   * are told in the order of their ranks.
   */
  private record Cut(String trait, Function<ImageTraits, Optional<Part>> part) {}

  private record Part(int rank, String name) implements Comparable<Part> {
    @Override
    public int compareTo(Part other) {
      int order = Integer.compare(rank, other.rank);
      return order == 0 ? name.compareTo(other.name) : order;
    }
  }

  private static final List<Cut> CUTS =
      List.of(
          new Cut("lesion size", traits -> Optional.of(size(traits.lesionShare()))),
          new Cut(
              "contrast",
              traits ->
                  traits.contrast().isPresent()
                      ? Optional.of(contrast(traits.contrast().getAsDouble()))
                      : Optional.empty()),
          new Cut("dark frame", traits -> Optional.of(yesOrNo(traits.darkFrame()))),
          new Cut("hair", traits -> Optional.of(hair(traits.hairShare()))),
          new Cut("at the border", traits -> Optional.of(yesOrNo(traits.touchesBorder()))),
          new Cut("image quality", traits -> traits.quality().map(name -> new Part(0, name))));

  private Slices() {}

  /** Every slice that holds an image. */
  static List<Slice> of(List<EvaluatedImage> images, Bootstrap bootstrap) {
    List<Slice> slices = new ArrayList<>();
    for (TraitGroup group : groups(images.stream().map(EvaluatedImage::traits).toList())) {
      List<Overlap> overlaps =
          group.images().stream().map(position -> images.get(position).overlap()).toList();
      slices.add(
          new Slice(
              group.trait(),
              group.name(),
              overlaps.size(),
              bootstrap.mean(Measure.JACCARD.ofEach(overlaps)),
              bootstrap.mean(Measure.THRESHOLDED_JACCARD.ofEach(overlaps))));
    }
    return slices;
  }

  /** Every group that holds an image; an image is in one group of each trait, or in none of it. */
  static List<TraitGroup> groups(List<ImageTraits> images) {
    List<TraitGroup> groups = new ArrayList<>();
    for (Cut cut : CUTS) {
      Map<Part, List<Integer>> parts = new TreeMap<>();
      for (int i = 0; i < images.size(); i++) {
        Optional<Part> part = cut.part().apply(images.get(i));
        if (part.isPresent()) {
          parts.computeIfAbsent(part.get(), p -> new ArrayList<>()).add(i);
        }
      }
      parts.forEach(
          (part, positions) -> groups.add(new TraitGroup(cut.trait(), part.name(), positions)));
    }
    return groups;
  }

  private static Part size(double share) {
    if (share < 0.05) {
      return new Part(0, "below 5 %");
    }
    return share <= 0.3 ? new Part(1, "5 to 30 %") : new Part(2, "above 30 %");
  }

  private static Part contrast(double lightness) {
    if (lightness < 10) {
      return new Part(0, "below 10 L*");
    }
    return lightness <= 25 ? new Part(1, "10 to 25 L*") : new Part(2, "above 25 L*");
  }

  private static Part hair(double share) {
    if (share < 0.02) {
      return new Part(0, "none (below 2 %)");
    }
    return share <= 0.05 ? new Part(1, "some (2 to 5 %)") : new Part(2, "much (above 5 %)");
  }

  private static Part yesOrNo(boolean yes) {
    return yes ? new Part(0, "yes") : new Part(1, "no");
  }
}
