package dev.nevus.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.model.Signing;
import dev.nevus.settings.ConfigException;
import dev.nevus.settings.Settings;
import dev.nevus.trainer.promotion.PromotionPolicy;
import dev.nevus.trainer.renewal.TriggerPolicy;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MainIT {
  private static final Map<String, String> KEYS =
      Map.of("NEVUS_S3_ACCESS_KEY", "tests", "NEVUS_S3_SECRET_KEY", "not-a-secret");

  @Test
  void servesHealthAndMetricsWithoutItsNeighboursUntilSigterm() throws Exception {
    Process process = start();
    try (BufferedReader out = process.inputReader()) {
      String line = out.readLine();
      assertThat(line).startsWith("READY http://127.0.0.1:");
      String address = line.substring("READY ".length());

      assertThat(get(address + "/health/live").statusCode()).isEqualTo(200);
      HttpResponse<String> ready = get(address + "/health/ready");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body()).contains("\"store\"", "\"log\"");
      assertThat(get(address + "/metrics").body()).contains("service=\"trainer-service\"");

      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void listensOnThisMachineOnlyUnlessTold() {
    TrainerConfig config = TrainerConfig.from(new Settings(KEYS));

    assertThat(config.ops().host()).isEqualTo("127.0.0.1");
    assertThat(config.ops().port()).isEqualTo(8083);
    assertThat(config.judging().policy()).isEqualTo(PromotionPolicy.DEFAULT);
    assertThat(config.plan().trigger()).isEqualTo(TriggerPolicy.DEFAULT);
    assertThat(config.signing()).hasToString(Signing.NONE.toString());
  }

  @Test
  void aNetThatTheHalvingsDoNotDivideIsRefusedWithItsSetting() {
    Map<String, String> environment =
        Map.of("NEVUS_TRAINING_SIZE", "100", "NEVUS_TRAINING_START", "nowhere");

    assertThatThrownBy(() -> TrainerConfig.from(new Settings(environment)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("NEVUS_TRAINING_SIZE")
        .hasMessageContaining("multiples of 64")
        .hasMessageContaining("NEVUS_TRAINING_START must be one of champion, scratch");
  }

  @Test
  void refusesAPortThatIsNone() {
    assertThatThrownBy(() -> TrainerConfig.from(new Settings(Map.of("NEVUS_OPS_PORT", "http"))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("NEVUS_OPS_PORT");
  }

  private static Process start() throws java.io.IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder = new ProcessBuilder(java, "-Xmx128m", Main.class.getName());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().putAll(KEYS);
    builder.environment().put("NEVUS_OPS_PORT", "0");
    // Nobody listens there: the trainer waits for its neighbours and can be stopped all the same.
    builder.environment().put("NEVUS_KAFKA_BOOTSTRAP", "127.0.0.1:9");
    builder.environment().put("NEVUS_S3_ENDPOINT", "http://127.0.0.1:9");
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static HttpResponse<String> get(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
