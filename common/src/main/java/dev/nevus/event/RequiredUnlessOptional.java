package dev.nevus.event;

import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads from a record's own types which of its fields may be left out. */
final class RequiredUnlessOptional extends JacksonAnnotationIntrospector {
  @Override
  public Boolean hasRequiredMarker(AnnotatedMember field) {
    Class<?> type = field.getRawType();
    return type != Optional.class && type != OptionalDouble.class;
  }
}
