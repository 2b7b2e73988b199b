package dev.nevus.worker;

import dev.nevus.event.Correlation;
import dev.nevus.event.EventJson;
import dev.nevus.event.MaskPredicted;
import dev.nevus.eventlog.EventLog;
import dev.nevus.image.ImageId;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.RefusedException;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskPng;
import dev.nevus.model.ModelId;
import dev.nevus.store.Keys;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Masks and their results, one for each image and model: the first one stays, and its words are
 * what is told. Safe for many threads and many processes.
 */
final class Results {
  private static final Logger LOG = LoggerFactory.getLogger(Results.class);
  private static final String PNG = "image/png";
  private static final String JSON = "application/json";

  private final ObjectStore store;
  private final EventLog log;
  private final ImageLimits limits;

  /**
   * @param limits of masks that are read back, those of their images
   */
  Results(ObjectStore store, EventLog log, ImageLimits limits) {
    this.store = store;
    this.log = log;
    this.limits = limits;
  }

  /** Stores a mask and then its result, unless somebody did before; gives what is stored. */
  MaskPredicted keep(MadeMask made) throws IOException, RefusedException {
    MaskPredicted fact = made.fact();
    store.putIfAbsent(fact.mask(), made.png().bytes(), PNG);
    ObjectKey key = Keys.result(fact.model(), fact.image());
    boolean first = store.putIfAbsent(key, EventJson.toJson(fact), JSON);
    return first ? fact : EventJson.fromJson(store.get(key), MaskPredicted.class);
  }

  /** The result of an image and a model, if there is one. */
  Optional<MaskPredicted> find(ModelId model, ImageId image) throws IOException, RefusedException {
    try {
      byte[] json = store.get(Keys.result(model, image));
      return Optional.of(EventJson.fromJson(json, MaskPredicted.class));
    } catch (NoSuchObject e) {
      return Optional.empty();
    }
  }

  /**
   * Tells what is stored of an image and a model once more.
   *
   * @return whether there is anything
   */
  boolean tellAgain(ModelId model, ImageId image, Correlation correlation)
      throws IOException, InterruptedException {
    try {
      Optional<MaskPredicted> kept = find(model, image);
      if (kept.isPresent()) {
        tell(kept.get(), correlation);
      }
      return kept.isPresent();
    } catch (RefusedException e) {
      LOG.atWarn().setCause(e).addKeyValue("image", image).log("the stored result cannot be read");
      return false;
    }
  }

  /**
   * The mask of an image and a model; the caller closes it.
   *
   * @throws NoSuchObject if there is none
   */
  Mask mask(ModelId model, ImageId image) throws IOException, RefusedException {
    return MaskPng.decode(store.get(Keys.mask(model, image)), limits);
  }

  /** Returns once the log has the fact. */
  void tell(MaskPredicted fact, Correlation correlation) throws IOException, InterruptedException {
    log.publish(fact, correlation);
  }
}
