package dev.nevus.ingest.http;

import dev.nevus.image.ImageId;
import dev.nevus.label.LabelBook;
import dev.nevus.model.ModelId;
import dev.nevus.store.Keys;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.StoreException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks of an image by the names under which a request asks for them: a model's id, or a label as
 * {@code label:1}. Read from the store, where the masks are that a candidate made in the shadow of
 * the champion, too. Safe for many threads.
 */
final class MaskSources {
  private static final Pattern LABEL = Pattern.compile("label:([1-9][0-9]{0,5})");

  private final ObjectStore store;
  private final LabelBook labels;

  MaskSources(ObjectStore store, LabelBook labels) {
    this.store = store;
    this.labels = labels;
  }

  /** The PNG of a mask. */
  byte[] png(ImageId image, String name) throws StoreException, ProblemException {
    Matcher label = LABEL.matcher(name);
    if (label.matches()) {
      return store.get(
          labels
              .find(image, Integer.parseInt(label.group(1)))
              .orElseThrow(LabelsEndpoint::unknown)
              .label()
              .mask());
    }
    try {
      return store.get(Keys.mask(new ModelId(name), image));
    } catch (NoSuchObject e) {
      throw new ProblemException(
          ProblemCode.MASK_UNKNOWN, "There is no mask of the image by one of the two models.");
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          ProblemCode.BAD_PARAMETER,
          "from and to must each be a model's id, or a label as label:1.");
    }
  }
}
