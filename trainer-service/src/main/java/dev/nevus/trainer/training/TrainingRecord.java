package dev.nevus.trainer.training;

import dev.nevus.model.Evaluation;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelManifest;
import dev.nevus.store.Sha256;
import dev.nevus.trainer.dataset.DataSetDigest;
import dev.nevus.trainer.dataset.LabelledImage;
import dev.nevus.trainer.dataset.Split;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * What a run was made of, for the manifest of the model that comes out.
 *
 * @param name of the data set, for people
 * @param licence of its images
 * @param codeVersion of the trainer
 */
record TrainingRecord(
    TrainingPlan plan,
    Split split,
    String name,
    String licence,
    String codeVersion,
    NativeBackend backend) {
  private static final String DL4J_PROPERTIES =
      "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties";

  ModelManifest manifest(byte[] model, Map<String, Evaluation> scores, Instant at)
      throws IOException {
    return new ModelManifest(
        ModelId.of(at, model),
        Sha256.of(model),
        model.length,
        plan.shape().width(),
        plan.shape().height(),
        plan.shape().toString(),
        data(),
        plan.settings(),
        scores,
        runtime(),
        at);
  }

  private ModelManifest.TrainingData data() throws IOException {
    List<LabelledImage> all = new ArrayList<>(split.training());
    all.addAll(split.validation());
    return new ModelManifest.TrainingData(
        name,
        DataSetDigest.of(all),
        split.training().size(),
        split.validation().size(),
        "by hash of near-duplicate group or id, seed " + plan.seed(),
        licence);
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
