package dev.nevus.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.ImageStored;
import dev.nevus.image.DicomFiles;
import dev.nevus.image.ImageId;
import dev.nevus.ingest.HttpClientOf;
import dev.nevus.ingest.IngestWorld;
import dev.nevus.store.Keys;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DicomUploadTest {
  private static final int SIDE = 20;

  private final IngestWorld world = new IngestWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void keepsTheFileAsItCameAndTakesItsSpacingWhereTheSenderToldNone() throws Exception {
    byte[] file = object().with(DicomFiles.SPACING, "0.05\\0.05").holding(new byte[SIDE * SIDE]);
    byte[] other = object().with(DicomFiles.SPACING, "0.06\\0.06").holding(new byte[SIDE * SIDE]);

    assertThat(world.http.upload(file).statusCode()).isEqualTo(202);
    assertThat(world.http.upload(other, "Nevus-Pixel-Spacing", "0.1").statusCode()).isEqualTo(202);

    assertThat(world.log.published(ImageStored.class))
        .extracting(ImageStored::mediaType)
        .containsOnly("application/dicom");
    assertThat(world.log.published(ImageStored.class))
        .extracting(stored -> stored.metadata().pixelSpacingMm())
        .containsExactly(OptionalDouble.of(0.05), OptionalDouble.of(0.1));
    assertThat(world.store.get(Keys.original(ImageId.of(file)))).isEqualTo(file);
  }

  @Test
  void showsThePictureAndNothingOfThePatient() throws Exception {
    byte[] file = object().holding(new byte[SIDE * SIDE]);
    world.http.upload(file);

    HttpResponse<byte[]> shown = world.http.get("/v1/images/" + ImageId.of(file) + "/original");

    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(new String(shown.body(), StandardCharsets.ISO_8859_1))
        .doesNotContain("Evilmark", "DICM");
  }

  @Test
  void namesATransferSyntaxThatIsNotTaken() throws Exception {
    byte[] file =
        DicomFiles.plain("1.2.840.10008.1.2.4.90", "RGB", 3, SIDE, SIDE)
            .holding(new byte[3 * SIDE * SIDE]);

    HttpResponse<byte[]> answer = world.http.upload(file);

    assertThat(HttpClientOf.problem(answer)).isEqualTo("415 unsupported-transfer-syntax");
    assertThat(HttpClientOf.json(answer).path("detail").asText())
        .contains("1.2.840.10008.1.2.4.90");
    assertThat(world.telemetry.scrape())
        .contains("nevus_images_total{outcome=\"refused\",reason=\"unsupported-transfer-syntax\"");
  }

  private static DicomFiles object() {
    return DicomFiles.plain(DicomFiles.EXPLICIT, "MONOCHROME2", 1, SIDE, SIDE);
  }
}
