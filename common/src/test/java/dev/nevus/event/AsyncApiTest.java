package dev.nevus.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.nevus.eventlog.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AsyncApiTest {
  private static final JsonNode CONTRACT =
      read("asyncapi.yaml", new ObjectMapper(new YAMLFactory()));

  @ParameterizedTest
  @EnumSource
  void everyEventIsAMessageOnItsTopicWithItsSchema(EventType type) throws Exception {
    Event event = EventJson.fromJson(EventSamples.json(type), type.event());
    JsonNode message = CONTRACT.at("/components/messages").path(type.event().getSimpleName());
    assertThat(message.path("name").asText()).isEqualTo(type.ceType());
    assertThat("/dev/nevus/" + message.at("/payload/$ref").asText())
        .isEqualTo(type.schemaResource());
    assertThat(addresses(type.event().getSimpleName())).contains(Topic.of(event).topicName());
  }

  @ParameterizedTest
  @EnumSource
  void everyTopicIsAChannelThatSomebodyReads(Topic topic) {
    List<String> readers =
        elements(CONTRACT.path("operations"))
            .filter(operation -> operation.path("action").asText().equals("receive"))
            .map(operation -> resolved(operation.at("/channel/$ref").asText()))
            .map(channel -> channel.path("address").asText())
            .toList();
    assertThat(readers).contains(topic.topicName());
  }

  @Test
  void everyReferenceResolves() {
    List<String> references = references(CONTRACT);
    assertThat(references).hasSizeGreaterThan(30);
    assertThat(references).allSatisfy(reference -> assertThat(resolved(reference)).isNotEmpty());
  }

  @Test
  void theHeadersAreThoseThatTheCodecWrites() {
    JsonNode headers = CONTRACT.at("/components/schemas/eventHeaders/properties");
    assertThat(headers.fieldNames())
        .toIterable()
        .contains("ce_correlationid", "ce_senderid", "ce_traceparent", "ce_subject", "ce_time");
  }

  private static List<String> addresses(String message) {
    return elements(CONTRACT.path("channels"))
        .filter(channel -> channel.path("messages").has(message))
        .map(channel -> channel.path("address").asText())
        .toList();
  }

  private static JsonNode resolved(String reference) {
    return reference.startsWith("#")
        ? CONTRACT.at(reference.substring(1))
        : read(reference, new ObjectMapper());
  }

  private static List<String> references(JsonNode node) {
    List<String> references = new ArrayList<>();
    if (node.has("$ref")) {
      references.add(node.get("$ref").asText());
    }
    node.forEach(child -> references.addAll(references(child)));
    return references;
  }

  private static Stream<JsonNode> elements(JsonNode node) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(node.elements(), 0), false);
  }

  private static JsonNode read(String name, ObjectMapper format) {
    try (InputStream in =
        Objects.requireNonNull(
            AsyncApiTest.class.getResourceAsStream("/dev/nevus/" + name), name)) {
      return format.readTree(in);
    } catch (IOException e) {
      throw new AssertionError(name, e);
    }
  }
}
