package dev.nevus.worker.model;

import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open model and how many hold it. The last one to let go closes it, so nobody waits for that.
 * Safe for many threads.
 */
final class HeldModel {
  private static final Logger LOG = LoggerFactory.getLogger(HeldModel.class);

  private final VerifiedModel model;
  private final AtomicInteger holders = new AtomicInteger(1);

  /** Held once, by its maker. */
  HeldModel(VerifiedModel model) {
    this.model = model;
  }

  VerifiedModel model() {
    return model;
  }

  /** Whether it could still be held: not once the last one has let go. */
  boolean hold() {
    return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
  }

  void release() {
    if (holders.decrementAndGet() > 0) {
      return;
    }
    try {
      model.close();
      LOG.atInfo().addKeyValue("model", model.id()).log("model closed after its last image");
    } catch (IllegalStateException e) {
      // The image that happened to be the last is done and not to blame.
      LOG.atError().setCause(e).addKeyValue("model", model.id()).log("a model did not close");
    }
  }
}
