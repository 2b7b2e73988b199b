package dev.nevus.standalone.models;

import dev.nevus.model.Choice;
import dev.nevus.model.CorruptModelException;
import dev.nevus.model.Decision;
import dev.nevus.model.ModelId;
import dev.nevus.model.Registrar;
import dev.nevus.store.StoreException;
import java.io.IOException;
import java.util.Optional;

/**
 * What a person may decide on models without asking the gate. What makes no sense is refused before
 * anything is written. Safe for many threads.
 */
public final class DecideOnModels {
  private final Registrar registrar;

  public DecideOnModels(Registrar registrar) {
    this.registrar = registrar;
  }

  /**
   * Lets a model serve though the gate was not asked.
   *
   * @throws IOException if it serves already, or no worker would take it
   */
  public Decision force(ModelId model, String by, String reason)
      throws IOException, InterruptedException {
    ServingHistory before = history();
    requireOther(model, before);
    requireIntact(model);
    return upon(before, Choice.of(Decision.Kind.FORCED, model, by, reason));
  }

  /**
   * Lets a model serve again.
   *
   * @param to one that served before; the last one of these where empty
   * @throws IOException if there is none, or it never served or serves now, or no worker would take
   *     it
   */
  public Decision rollBack(Optional<ModelId> to, String by, String reason)
      throws IOException, InterruptedException {
    ServingHistory before = history();
    ModelId model =
        to.or(before::before)
            .orElseThrow(
                () ->
                    new IOException(
                        "no other model served before: there is nothing to go back to"));
    requireOther(model, before);
    if (!before.hasServed(model)) {
      throw new IOException(
          model
              + " never served, so one cannot go back to it: ask the gate with 'nevus models promote'");
    }
    requireIntact(model);
    return upon(before, Choice.of(Decision.Kind.ROLLED_BACK, model, by, reason));
  }

  /**
   * Makes a model the candidate, which workers try beside the champion.
   *
   * @throws IOException if it serves already
   */
  public Decision nominate(ModelId model, String by, String reason)
      throws IOException, InterruptedException {
    requireOther(model, history());
    return registrar.decide(Choice.of(Decision.Kind.NOMINATED, model, by, reason));
  }

  /**
   * @throws IOException if the model is the champion
   */
  static void requireOther(ModelId model, ServingHistory history) throws IOException {
    if (history.champion().equals(Optional.of(model))) {
      throw new IOException(model + " is the champion: it serves already");
    }
  }

  private ServingHistory history() throws StoreException {
    return new ServingHistory(registrar.registry().history());
  }

  private void requireIntact(ModelId model) throws IOException {
    try {
      registrar.registry().files(model);
    } catch (CorruptModelException e) {
      throw new IOException(
          "no worker would take it (" + e.code().id() + "): " + e.getMessage(), e);
    }
  }

  private Decision upon(ServingHistory before, Choice choice)
      throws IOException, InterruptedException {
    return registrar
        .decide(choice, before.last())
        .orElseThrow(
            () ->
                new IOException(
                    "somebody decided on a model at the same moment: look at 'nevus models history'"
                        + " and try again"));
  }
}
