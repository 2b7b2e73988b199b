package dev.nevus.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.image.ImageId;
import dev.nevus.ingest.Drawings;
import dev.nevus.ingest.IngestWorld;
import dev.nevus.store.Keys;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShownPictureTest {
  private static final String MARK = "evilmark";

  private final IngestWorld world = new IngestWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whatCameWithAnImageIsNotInThePictureThatIsShown() throws Exception {
    byte[] jpeg = withOwnerAndPlace(Drawings.jpeg(1));
    assertThat(world.http.upload(jpeg).statusCode()).isEqualTo(202);
    String self = "/v1/images/" + ImageId.of(jpeg);

    for (String accept : List.of("image/jpeg", "image/png")) {
      HttpResponse<byte[]> shown =
          world.http.send(world.http.request(self + "/original").header("Accept", accept));
      assertThat(shown.statusCode()).isEqualTo(200);
      assertThat(text(shown)).doesNotContain(MARK, "Exif", "http://ns.adobe.com", "tEXt", "iTXt");
    }
    assertThat(text(world.http.get(self))).doesNotContain(MARK);
    assertThat(world.store.get(Keys.original(ImageId.of(jpeg)))).isEqualTo(jpeg);
  }

  /** A comment, an EXIF block and an XMP block right behind the start of the JPEG. */
  private static byte[] withOwnerAndPlace(byte[] jpeg) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(jpeg, 0, 2);
    segment(file, 0xFE, "owner " + MARK);
    segment(file, 0xE1, "Exif\0\0MM\0*\0\0\0\10\0\0\0\0\0\0 GPS " + MARK);
    segment(file, 0xE1, "http://ns.adobe.com/xap/1.0/\0<x>" + MARK + "</x>");
    file.write(jpeg, 2, jpeg.length - 2);
    return file.toByteArray();
  }

  private static void segment(ByteArrayOutputStream file, int marker, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
    int length = bytes.length + 2;
    file.write(0xFF);
    file.write(marker);
    file.write(length >> 8);
    file.write(length & 0xFF);
    file.writeBytes(bytes);
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.ISO_8859_1);
  }
}
