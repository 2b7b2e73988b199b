package dev.nevus.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.settings.ConfigException;
import dev.nevus.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningTest {
  private static final byte[] CONTENT = "a birth certificate".getBytes(UTF_8);

  private final SigningKeys keys = SigningKeys.generated();
  private final Path folder;

  SigningTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aSignatureHoldsForItsKeyAndItsContentOnly() {
    byte[] signature = keys.signing().sign(CONTENT).orElseThrow();

    assertThat(signature).hasSize(64);
    assertThat(keys.trusting().verifies(CONTENT, signature)).isTrue();
    assertThat(SigningKeys.generated().trusting().verifies(CONTENT, signature)).isFalse();
    assertThat(keys.trusting().verifies("another".getBytes(UTF_8), signature)).isFalse();
    assertThat(keys.trusting().verifies(CONTENT, new byte[64])).isFalse();
    assertThat(keys.trusting().verifies(CONTENT, new byte[3])).isFalse();
  }

  @Test
  void keysComeFromPemFilesAsOpensslWritesThem() throws Exception {
    Path own = Files.writeString(folder.resolve("own.pem"), keys.privatePem());
    Path trusted =
        Files.writeString(
            folder.resolve("trusted.pem"), SigningKeys.generated().publicPem() + keys.publicPem());
    Settings settings =
        new Settings(
            Map.of(
                "NEVUS_MODEL_SIGNING_KEY", own.toString(),
                "NEVUS_MODEL_TRUSTED_KEYS", trusted.toString()));

    Signing signing = Signing.from(settings);
    settings.complete();

    assertThat(signing.isAskedFor()).isTrue();
    assertThat(signing.verifies(CONTENT, signing.sign(CONTENT).orElseThrow())).isTrue();
    assertThat(signing).hasToString("Signing[signs, 2 trusted keys]");
  }

  @Test
  void withoutKeysNothingIsSignedAndNothingAskedFor() {
    Signing signing = Signing.from(new Settings(Map.of()));

    assertThat(signing.sign(CONTENT)).isEmpty();
    assertThat(signing.isAskedFor()).isFalse();
  }

  @Test
  void filesThatHoldNoKeyAreNamedAndNeverShown() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.pem"), "SECRET");
    Settings settings =
        new Settings(
            Map.of(
                "NEVUS_MODEL_SIGNING_KEY", wrong.toString(),
                "NEVUS_MODEL_TRUSTED_KEYS", folder.resolve("missing.pem").toString()));
    Signing.from(settings);

    assertThatThrownBy(settings::complete)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("NEVUS_MODEL_SIGNING_KEY")
        .hasMessageContaining("NEVUS_MODEL_TRUSTED_KEYS")
        .hasMessageNotContaining("SECRET");
  }
}
