package dev.nevus.standalone.cli;

import dev.nevus.model.Decision;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelManifest;
import dev.nevus.segment.onnx.BadModelException;
import dev.nevus.segment.onnx.CheckedModel;
import dev.nevus.segment.onnx.ModelCheck;
import dev.nevus.standalone.models.BroughtModel;
import dev.nevus.standalone.models.ModelShelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings a model from elsewhere. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = {
      "Checks whether an ONNX file can serve and registers it; it does not serve by that.",
      "It must take one uint8 [N,H,W,3], red first, and give one float [N,H,W,1], the lesion's"
          + " probability.",
      "Exit code 1 if it cannot serve."
    })
final class ModelsAdd implements Callable<Integer> {
  private final Workplace place;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "FILE", description = "The model, with all its weights inside.")
  private @Nullable Path file;

  @Option(names = "--name", paramLabel = "TEXT", description = "What people call it.")
  private @Nullable String name;

  @Option(
      names = "--licence",
      paramLabel = "TEXT",
      description = "Under which licence it comes; by default that is not known.")
  private @Nullable String licence;

  @Option(
      names = "--sign",
      description =
          "Fail unless it is signed. Where NEVUS_MODEL_SIGNING_KEY names a key, it is signed anyway.")
  private boolean sign;

  ModelsAdd(Workplace place) {
    this.place = place;
  }

  /**
   * What became of the file.
   *
   * @param outcome {@code registered}, {@code known} if its bytes were there before, or {@code
   *     refused}
   * @param model its name; empty if it was refused
   * @param champion whether it is the model that serves
   * @param code why it was refused; else empty
   * @param detail one sentence
   */
  record Result(
      String outcome, String file, String model, boolean champion, String code, String detail) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path brought = Objects.requireNonNull(file);
    BroughtModel said = said();
    if (!Files.isRegularFile(brought)) {
      throw new IOException("there is no file " + brought);
    }
    try {
      ModelCheck.DEFAULT.requireSize(Files.size(brought));
      byte[] bytes = Files.readAllBytes(brought);
      CheckedModel checked = ModelCheck.DEFAULT.check(bytes);
      try (ModelShelf shelf = place.shelf(common)) {
        if (sign) {
          ModelsSign.requireKey(shelf);
        }
        report(add(shelf, bytes, checked, said));
      }
      return 0;
    } catch (BadModelException refused) {
      String why = String.valueOf(refused.getMessage());
      report(new Result("refused", name(brought), "", false, refused.code().id(), why));
      return 1;
    }
  }

  private BroughtModel said() {
    try {
      return new BroughtModel(Optional.ofNullable(name), Optional.ofNullable(licence));
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), wrong.getMessage());
    }
  }

  private Result add(ModelShelf shelf, byte[] bytes, CheckedModel checked, BroughtModel said)
      throws IOException, BadModelException, InterruptedException {
    Optional<ModelManifest> known = shelf.find(bytes);
    if (known.isPresent()) {
      if (sign) {
        shelf.registry().sign(known.get().model());
      }
      shelf.announce(known.get().model());
    }
    ModelManifest model = known.isPresent() ? known.get() : shelf.add(bytes, checked, said);
    Optional<ModelId> champion = shelf.registry().champion().map(Decision::model);
    boolean isChampion = champion.equals(Optional.of(model.model()));
    return new Result(
        known.isPresent() ? "known" : "registered",
        name(Objects.requireNonNull(file)),
        model.model().value(),
        isChampion,
        "",
        isChampion
            ? "it is the champion: it serves"
            : "it does not serve: the champion is "
                + champion.map(ModelId::value).orElse("not chosen yet"));
  }

  private void report(Result result) {
    if (common.wantsJson()) {
      place.console().json(result);
      return;
    }
    String who = result.code().isEmpty() ? result.model() : result.code();
    place
        .console()
        .result(
            "%-10s  %s  %s: %s".formatted(result.outcome(), result.file(), who, result.detail()));
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
