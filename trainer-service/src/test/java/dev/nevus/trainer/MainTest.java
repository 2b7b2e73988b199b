package dev.nevus.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.settings.ConfigException;
import dev.nevus.settings.Settings;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MainTest {
  @Test
  void servesHealthAndMetricsUntilSigtermThenExitsWithZero() throws Exception {
    Process process = start();
    try (BufferedReader out = process.inputReader()) {
      String ready = out.readLine();
      assertThat(ready).startsWith("READY http://127.0.0.1:");
      String address = ready.substring("READY ".length());

      assertThat(get(address + "/health/live").statusCode()).isEqualTo(200);
      assertThat(get(address + "/health/ready").statusCode()).isEqualTo(200);
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
    assertThat(TrainerConfig.from(new Settings(Map.of())))
        .isEqualTo(new TrainerConfig("127.0.0.1", 8083));
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
    builder.environment().put("NEVUS_OPS_PORT", "0");
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static HttpResponse<String> get(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
