package dev.nevus.standalone.cli;

import dev.nevus.standalone.World;
import dev.nevus.standalone.client.HttpApi;
import dev.nevus.standalone.letters.LetterOffice;
import dev.nevus.standalone.models.ModelShelf;
import dev.nevus.standalone.models.RunningNevus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command is run, and by whom.
 *
 * @param root the folder of the root POM
 * @param environment the PATH, keys, and where Nevus is if not on the data folder
 * @param user login name of the person
 */
record Workplace(Path root, Map<String, String> environment, String user, Console console) {
  Workplace {
    environment = Map.copyOf(environment);
  }

  /**
   * The Nevus that is meant: the one on the data folder if that is named, else the one that the
   * environment names, else the one on the default data folder.
   */
  RunningNevus nevus(CommonOptions common) throws IOException {
    return !common.namesData() && RunningNevus.isNamedIn(environment)
        ? RunningNevus.in(environment)
        : RunningNevus.on(common.installation(root).data(), environment);
  }

  /** The models of the {@link #nevus} that is meant. */
  ModelShelf shelf(CommonOptions common) throws IOException {
    return ModelShelf.open(nevus(common), Clock.systemUTC());
  }

  /** The dead letters of the same Nevus. */
  LetterOffice letters(CommonOptions common) throws IOException {
    return LetterOffice.open(nevus(common));
  }

  /**
   * The HTTP interface of the Nevus that is meant.
   *
   * @param address as a person gave it; else that of the data folder
   */
  HttpApi http(CommonOptions common, Optional<URI> address) throws IOException {
    return new HttpApi(
        address.isPresent() ? address.get() : World.lastHttpOf(common.installation(root).data()));
  }
}
