package dev.nevus.trainer.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nevus.trainer.evaluation.EvaluationJson;
import dev.nevus.trainer.evaluation.EvaluationReport;
import dev.nevus.trainer.evaluation.EvaluationTable;
import java.util.Optional;

/** A report together with what it is about. */
record Evaluated(
    EvaluateOptions options,
    ModelFile model,
    Optional<ModelFile> compared,
    EvaluationReport report) {

  /** For people. */
  String table() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s on %d images in %s, form %s, %d view(s)%n"
            .formatted(
                model.path(),
                report.images(),
                options.folders().images(),
                options.form(),
                options.flips().views()));
    compared.ifPresent(second -> text.append("second model: %s%n".formatted(second.path())));
    return text.append(System.lineSeparator()).append(EvaluationTable.of(report)).toString();
  }

  /** For programs: the report's fields, and which files and settings made it. */
  ObjectNode tree() {
    ObjectNode json = EvaluationJson.of(report);
    json.put("model", model.path().toString())
        .put("model_sha256", model.sha256())
        .put("form", options.form().name())
        .put("flips", options.flips().views());
    compared.ifPresent(
        second ->
            json.withObject("/compare")
                .put("model", second.path().toString())
                .put("model_sha256", second.sha256()));
    return json;
  }

  /** The same on one line. */
  String json() {
    return tree().toString();
  }
}
