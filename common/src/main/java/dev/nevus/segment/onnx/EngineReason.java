package dev.nevus.segment.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import dev.nevus.segment.onnx.BadModelException.Code;
import java.util.regex.Pattern;

/** What the engine has against a model, in plain words as far as it can be told. */
final class EngineReason {
  /** The kind of error, and where in the engine's source it arose. */
  private static final Pattern PREFIX =
      Pattern.compile("^Error code - \\w+ - message: (?:/\\S+:\\d+ .*?\\) (?=[A-Z]))?");

  /** How the engine says that it lacks an operator, an operator's version or an operator set. */
  private static final Pattern UNKNOWN_OPERATOR =
      Pattern.compile(
          "no op registered|not a registered function|could not find an implementation"
              + "|under development and support for this is limited|no opset import"
              + "|unsupported model ir",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern WHITE = Pattern.compile("\\s+");
  private static final int LONGEST = 300;

  private EngineReason() {}

  /** Why the engine does not open a model. */
  static BadModelException refusal(OrtException e) {
    String reason = of(e);
    String all = String.valueOf(e.getMessage());
    if (e.getCode() == OrtErrorCode.ORT_INVALID_PROTOBUF) {
      return new BadModelException(
          Code.NOT_ONNX,
          "the file is no ONNX model, or damaged: the engine refuses it (%s); export or copy it anew"
              .formatted(reason),
          e);
    }
    if (e.getCode() == OrtErrorCode.ORT_NOT_IMPLEMENTED || UNKNOWN_OPERATOR.matcher(all).find()) {
      return new BadModelException(
          Code.UNSUPPORTED_OPERATOR,
          "the engine (ONNX Runtime %s) lacks something that the model needs: %s; export it with"
                  .formatted(version(), reason)
              + " standard operators of a released operator set",
          e);
    }
    return new BadModelException(
        Code.ENGINE_REFUSED,
        "the engine (ONNX Runtime %s) refuses the model file: %s; export it anew"
            .formatted(version(), reason),
        e);
  }

  /** The engine's own words on one line, cut and without control characters. */
  static String of(Exception e) {
    String message = String.valueOf(e.getMessage()).strip();
    String words = PREFIX.matcher(message).replaceFirst("");
    return Shown.text(WHITE.matcher(words).replaceAll(" "), LONGEST);
  }

  private static String version() {
    return Engine.environment().getVersion();
  }
}
