package dev.nevus.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.nevus.image.ImageId;
import dev.nevus.model.ModelId;
import dev.nevus.store.ObjectKey;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;

/**
 * Ids, keys, faults and instants as plain JSON strings, so that the types themselves know no
 * Jackson.
 */
final class PlainTexts extends SimpleModule {
  PlainTexts() {
    text(ImageId.class, ImageId::new);
    text(ModelId.class, ModelId::new);
    text(ObjectKey.class, ObjectKey::new);
    text(Instant.class, Instant::parse);
    text(Fault.class, Fault::of);
  }

  private <T> void text(Class<T> type, Function<String, T> parse) {
    addSerializer(type, ToStringSerializer.instance);
    addDeserializer(type, new Parsed<>(type, parse));
  }

  private static final class Parsed<T> extends StdDeserializer<T> {
    private final Class<T> type;
    private final transient Function<String, T> parse;

    Parsed(Class<T> type, Function<String, T> parse) {
      super(type);
      this.type = type;
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
      if (!json.hasToken(JsonToken.VALUE_STRING)) {
        throw context.wrongTokenException(json, type, JsonToken.VALUE_STRING, "a text is expected");
      }
      try {
        return parse.apply(json.getText());
      } catch (IllegalArgumentException | DateTimeException e) {
        throw context.weirdStringException(json.getText(), type, "another form is expected");
      }
    }
  }
}
