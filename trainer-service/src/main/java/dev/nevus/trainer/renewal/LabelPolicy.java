package dev.nevus.trainer.renewal;

import dev.nevus.image.ImageLimits;
import dev.nevus.image.RefusedException;
import dev.nevus.label.Label;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskPng;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.Sha256;
import dev.nevus.store.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which of several people's masks of an image trains. */
public enum LabelPolicy {
  /** The newest one. */
  LATEST,
  /**
   * What most people say, pixel by pixel, each by their newest mask; where they are divided evenly,
   * what the newest mask says.
   */
  MAJORITY;

  private static final String PNG = "image/png";

  /**
   * The mask that trains.
   *
   * @param mask where it lives, named by its digest
   * @param used numbers of the labels that it was made of, ascending
   */
  record Chosen(ObjectKey mask, List<Integer> used) {}

  /** The policy as manifests tell it. */
  String words() {
    return this == LATEST ? "latest" : "majority";
  }

  /**
   * Chooses among the labels in force.
   *
   * @param labels of one image, the oldest first, at least one
   * @param store has their masks; gets the one that a majority makes
   * @throws StoreException if the store is away, or a mask in it is damaged
   */
  Chosen choose(List<Label> labels, ObjectStore store) throws StoreException {
    Map<String, Label> newest = new LinkedHashMap<>();
    for (Label label : labels) {
      // Removed first, so that the order is that of the newest ones.
      newest.remove(label.annotator());
      newest.put(label.annotator(), label);
    }
    List<Label> voices = List.copyOf(newest.values());
    Label last = labels.get(labels.size() - 1);
    boolean agree = voices.stream().allMatch(label -> label.mask().equals(last.mask()));
    if (this == LATEST || agree) {
      return new Chosen(last.mask(), List.of(last.number()));
    }
    List<Integer> used = voices.stream().map(Label::number).sorted().toList();
    return new Chosen(majority(voices, store), used);
  }

  private static ObjectKey majority(List<Label> voices, ObjectStore store) throws StoreException {
    List<Mask> masks = new ArrayList<>();
    try {
      for (Label voice : voices) {
        masks.add(mask(voice, store));
      }
      try (Mask common = MaskVote.of(masks)) {
        byte[] png = MaskPng.encode(common);
        ObjectKey key = Keys.label(voices.get(0).image(), Sha256.of(png));
        store.put(key, png, PNG);
        return key;
      }
    } finally {
      masks.forEach(Mask::close);
    }
  }

  private static Mask mask(Label label, ObjectStore store) throws StoreException {
    try {
      return MaskPng.decode(store.get(label.mask()), ImageLimits.DEFAULT);
    } catch (RefusedException e) {
      throw new StoreException("the mask " + label.mask() + " is damaged", e);
    }
  }
}
