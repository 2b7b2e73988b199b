package dev.nevus.standalone.cli;

import dev.nevus.model.ModelId;
import dev.nevus.standalone.models.ModelShelf;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Signs a model that is there already. */
@Command(
    name = "sign",
    mixinStandardHelpOptions = true,
    description =
        "Signs a model's birth certificate with the key that NEVUS_MODEL_SIGNING_KEY names.")
final class ModelsSign implements Callable<Integer> {
  private final Workplace place;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "MODEL", description = "Beginning of its name, champion or candidate.")
  private String model = "";

  ModelsSign(Workplace place) {
    this.place = place;
  }

  private record Signed(String model) {}

  @Override
  public Integer call() throws IOException {
    try (ModelShelf shelf = place.shelf(common)) {
      requireKey(shelf);
      ModelId found = shelf.find(model);
      shelf.registry().sign(found);
      if (common.wantsJson()) {
        place.console().json(new Signed(found.value()));
      } else {
        place.console().result(found + " is signed");
      }
      return 0;
    }
  }

  /**
   * @throws IOException if there is no key to sign with
   */
  static void requireKey(ModelShelf shelf) throws IOException {
    if (!shelf.nevus().signing().hasKey()) {
      throw new IOException(
          "there is no key to sign with: name a PEM file with an Ed25519 key in"
              + " NEVUS_MODEL_SIGNING_KEY");
    }
  }
}
