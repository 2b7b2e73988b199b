package dev.nevus.trainer.training;

import dev.nevus.model.Evaluation;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelManifest;
import dev.nevus.segment.GoldenAnswer;
import dev.nevus.store.Sha256;
import dev.nevus.trainer.unet.FlipAveraging;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * What a run was made of, for the manifest of the model that comes out.
 *
 * @param flips what the model averages over when it serves
 * @param data what it learned from
 * @param codeVersion of the trainer
 */
public record TrainingRecord(
    TrainingPlan plan,
    FlipAveraging flips,
    ModelManifest.TrainingData data,
    String codeVersion,
    NativeBackend backend) {
  /** The version of this code. */
  public static final String CODE_VERSION = "nevus 0.1.0";

  private static final String DL4J_PROPERTIES =
      "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties";

  /**
   * The birth certificate of a model.
   *
   * @param golden what it makes of its golden picture, where it has one
   */
  public ModelManifest manifest(
      byte[] model, Map<String, Evaluation> scores, Optional<GoldenAnswer> golden, Instant at)
      throws IOException {
    return new ModelManifest(
        ModelId.of(at, model),
        Sha256.of(model),
        model.length,
        plan.shape().width(),
        plan.shape().height(),
        plan.shape().toString(),
        data,
        settings(),
        scores,
        runtime(),
        golden,
        Optional.empty(),
        at);
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>(plan.settings());
    settings.put(
        "serving",
        flips == FlipAveraging.NONE
            ? "the image as it is"
            : "mean over " + flips.views() + " mirror images");
    return settings;
  }

  private Map<String, String> runtime() throws IOException {
    Map<String, String> runtime = new LinkedHashMap<>();
    runtime.put("code", codeVersion);
    runtime.put(
        "jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    runtime.put("engine", "DL4J " + dl4jVersion() + ", " + backend);
    runtime.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    return runtime;
  }

  private static String dl4jVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = ComputationGraph.class.getResourceAsStream(DL4J_PROPERTIES)) {
      if (in != null) {
        properties.load(in);
      }
    }
    return properties.getProperty("version", "of unknown version");
  }
}
