package dev.nevus.standalone.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nevus.model.ModelId;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Work that a person asks Nevus for: masks made again, trainings, the catalog anew. Safe for many
 * threads.
 */
public final class WorkDoor {
  private final HttpApi api;

  public WorkDoor(HttpApi api) {
    this.api = api;
  }

  /**
   * Which images are to be segmented again, by the champion.
   *
   * @param since stored since then
   * @param model whose mask that is shown was made by this model
   * @param limit how many at the most
   */
  public record Again(Optional<Instant> since, Optional<ModelId> model, OptionalInt limit) {}

  /** Queues images; the answer tells how many. */
  public HttpAnswer segmentAgain(Again what, String by, String reason)
      throws IOException, InterruptedException {
    ObjectNode body = HttpApi.object().put("by", by).put("reason", reason);
    what.since().ifPresent(since -> body.put("since", since.toString()));
    what.model().ifPresent(model -> body.put("model", model.value()));
    what.limit().ifPresent(limit -> body.put("limit", limit));
    return api.post("/v1/segmentations", body);
  }

  /** Asks for a training; the answer tells the name of the request. */
  public HttpAnswer train(String by, String reason) throws IOException, InterruptedException {
    return api.post("/v1/trainings", HttpApi.object().put("by", by).put("reason", reason));
  }

  /** Has the catalog emptied and read anew out of the log; the answer tells how far it is. */
  public HttpAnswer rebuildCatalog(String by, String reason)
      throws IOException, InterruptedException {
    return api.post("/v1/catalog/rebuild", HttpApi.object().put("by", by).put("reason", reason));
  }

  @Override
  public String toString() {
    return "WorkDoor[" + api + "]";
  }
}
