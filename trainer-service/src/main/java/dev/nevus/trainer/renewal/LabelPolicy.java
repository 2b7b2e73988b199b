package dev.nevus.trainer.renewal;

import dev.nevus.image.ImageLimits;
import dev.nevus.image.RefusedException;
import dev.nevus.label.Label;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskPng;
import dev.nevus.store.DamagedObject;
import dev.nevus.store.Keys;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.Sha256;
import dev.nevus.store.StoreException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which of several people's masks of an image trains. */
public enum LabelPolicy {
  /** The newest one. */
  LATEST,
  /**
   * What most people say, pixel by pixel, each by their newest mask, of the 100 who spoke last;
   * where they are divided evenly, what the newest mask says.
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
   * @throws NoSuchObject if a mask is gone
   * @throws DamagedObject if a mask cannot be read
   * @throws RefusedException if they are of several sizes
   * @throws StoreException if the store is away
   */
  Chosen choose(List<Label> labels, ObjectStore store) throws StoreException, RefusedException {
    Map<String, Label> newest = new LinkedHashMap<>();
    for (Label label : labels) {
      // Removed first, so that the order is that of the newest ones.
      newest.remove(label.annotator());
      newest.put(label.annotator(), label);
    }
    List<Label> all = List.copyOf(newest.values());
    List<Label> voices = all.subList(Math.max(0, all.size() - MaskVote.MOST), all.size());
    Label last = labels.get(labels.size() - 1);
    boolean agree = voices.stream().allMatch(label -> label.mask().equals(last.mask()));
    if (this == LATEST || agree) {
      return new Chosen(last.mask(), List.of(last.number()));
    }
    List<Integer> used = voices.stream().map(Label::number).sorted().toList();
    return new Chosen(majority(voices, store), used);
  }

  private static ObjectKey majority(List<Label> voices, ObjectStore store)
      throws StoreException, RefusedException {
    Label newest = voices.get(voices.size() - 1);
    try (Mask last = mask(newest, store);
        MaskVote vote = new MaskVote(last.width(), last.height())) {
      for (Label voice : voices.subList(0, voices.size() - 1)) {
        try (Mask mask = mask(voice, store)) {
          vote.add(mask, false);
        }
      }
      vote.add(last, true);
      try (Mask winner = vote.winner()) {
        byte[] png = MaskPng.encode(winner);
        ObjectKey key = Keys.label(newest.image(), Sha256.of(png));
        store.putIfAbsent(key, png, PNG);
        return key;
      }
    }
  }

  private static Mask mask(Label label, ObjectStore store) throws StoreException {
    try {
      return MaskPng.decode(store.get(label.mask()), ImageLimits.DEFAULT);
    } catch (RefusedException e) {
      throw new DamagedObject(label.mask(), e);
    }
  }
}
