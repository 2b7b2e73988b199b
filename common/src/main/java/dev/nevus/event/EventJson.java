package dev.nevus.event;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonInclude.Value;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.nevus.image.Refusal;
import dev.nevus.image.Refusal.Code;
import dev.nevus.image.RefusedException;
import java.io.IOException;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The one form in which records become JSON and come back, on the log and in the store: ids, keys
 * and instants are plain texts, an absent value is an absent field, unknown fields and flags are
 * ignored, a missing or ill-formed field is refused. Safe for many threads.
 */
public final class EventJson {
  private static final ObjectMapper JSON = mapper();

  private EventJson() {}

  /** The record as JSON in UTF-8, its fields in the order in which it declares them. */
  public static byte[] toJson(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON form of " + value.getClass().getSimpleName(), e);
    }
  }

  /**
   * The record that this JSON describes.
   *
   * @throws RefusedException if it describes none; the refusal names the field, never its content
   */
  public static <T> T fromJson(byte[] json, Class<T> type) throws RefusedException {
    try {
      T value = JSON.readValue(json, type);
      if (value == null) {
        throw unreadable("%s is null".formatted(type.getSimpleName()));
      }
      return value;
    } catch (JsonMappingException e) {
      throw unreadable("%s%s".formatted(type.getSimpleName(), field(e)));
    } catch (IOException e) {
      throw unreadable("%s is no JSON".formatted(type.getSimpleName()));
    }
  }

  /** The refusal of an event, with the sentence's middle: what is wrong. */
  static RefusedException unreadable(String what) {
    return new Refusal(
            Code.UNREADABLE_EVENT,
            "The event cannot be read: " + what + ": send it again as its schema says.")
        .asException();
  }

  /** Only names of record components are told: keys of maps are the sender's. */
  private static String field(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFrom() instanceof Class<?> from && from.isRecord()) {
        path.append('.').append(step.getFieldName());
      }
    }
    return path.isEmpty() ? " has another form" : path + " is missing or has another form";
  }

  private static ObjectMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new PlainTexts())
            .annotationIntrospector(new RequiredUnlessOptional())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .defaultPropertyInclusion(Value.construct(Include.NON_ABSENT, Include.ALWAYS))
            .withConfigOverride(
                OptionalDouble.class,
                absent -> absent.setInclude(Value.construct(Include.NON_EMPTY, Include.ALWAYS)))
            .withConfigOverride(
                Set.class,
                flags -> flags.setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.SKIP)))
            .withCoercionConfig(
                LogicalType.Textual,
                text -> {
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                  text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                  text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                })
            .build();
    mapper.setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
    return mapper;
  }
}
