package dev.nevus.trainer.training;

import dev.nevus.model.Evaluation;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelManifest;
import dev.nevus.store.Sha256;
import dev.nevus.trainer.dataset.Split;
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
 * @param digest of the images and masks as they were when the run began
 */
record TrainingRecord(TrainingOrder order, Split split, String digest, NativeBackend backend) {
  private static final String DL4J_PROPERTIES =
      "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties";

  ModelManifest manifest(byte[] model, Map<String, Evaluation> scores, Instant at)
      throws IOException {
    return new ModelManifest(
        ModelId.of(at, model),
        Sha256.of(model),
        model.length,
        order.plan().shape().width(),
        order.plan().shape().height(),
        order.plan().shape().toString(),
        data(),
        settings(),
        scores,
        runtime(),
        Optional.empty(),
        at);
  }

  private ModelManifest.TrainingData data() {
    return new ModelManifest.TrainingData(
        order.data().name(),
        digest,
        split.training().size(),
        split.validation().size(),
        "by hash of patient, lesion, near-duplicate group or id, seed " + order.plan().seed(),
        order.data().licence());
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>(order.plan().settings());
    settings.put(
        "serving",
        order.flips() == FlipAveraging.NONE
            ? "the image as it is"
            : "mean over " + order.flips().views() + " mirror images");
    return settings;
  }

  private Map<String, String> runtime() throws IOException {
    Map<String, String> runtime = new LinkedHashMap<>();
    runtime.put("code", order.codeVersion());
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
