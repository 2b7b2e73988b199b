package dev.nevus.standalone.models;

import dev.nevus.model.Aliases;
import dev.nevus.model.Decision;
import dev.nevus.model.ModelId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the model that a person means: by its name, by a beginning of its name that no other has,
 * or as {@code champion} or {@code candidate}.
 *
 * @param versions all models
 * @param champion the one that serves
 * @param candidate the one that is tried beside it
 */
public record ModelNames(
    List<ModelId> versions, Optional<ModelId> champion, Optional<ModelId> candidate) {
  private static final int LISTED = 10;

  public ModelNames {
    versions = List.copyOf(versions);
  }

  /** By the decisions so far. */
  static ModelNames of(List<ModelId> versions, Aliases aliases) {
    return new ModelNames(
        versions,
        aliases.champion().map(Decision::model),
        aliases.candidate().map(Decision::model));
  }

  /**
   * The model that {@code text} names.
   *
   * @throws IOException if there is none or several, listing those
   */
  public ModelId find(String text) throws IOException {
    if (text.equals("champion")) {
      return called(text, champion);
    }
    if (text.equals("candidate")) {
      return called(text, candidate);
    }
    List<ModelId> matches =
        versions.stream().filter(model -> model.value().startsWith(text)).toList();
    if (matches.size() == 1 && !text.isBlank()) {
      return matches.get(0);
    }
    throw new IOException(
        matches.isEmpty()
            ? "there is no model '%s': there are %s".formatted(text, listed(versions))
            : "'%s' can be %d models: %s; give more of its name"
                .formatted(text, matches.size(), listed(matches)));
  }

  private static ModelId called(String alias, Optional<ModelId> model) throws IOException {
    return model.orElseThrow(() -> new IOException("there is no " + alias + " now"));
  }

  private static String listed(List<ModelId> models) {
    if (models.isEmpty()) {
      return "none at all";
    }
    String shown =
        models.stream().limit(LISTED).map(ModelId::value).collect(Collectors.joining(", "));
    return models.size() > LISTED ? shown + ", ..." : shown;
  }
}
