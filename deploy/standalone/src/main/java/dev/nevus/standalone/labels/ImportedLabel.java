package dev.nevus.standalone.labels;

import dev.nevus.image.ImageId;
import dev.nevus.image.Refusal;
import dev.nevus.standalone.client.HttpAnswer;
import dev.nevus.standalone.client.Sending;

/**
 * What became of a labelled image.
 *
 * @param name what the sender calls it
 * @param outcome {@code labelled}, {@code known} if the label was there before, or {@code refused}
 * @param image its name; empty if it was refused
 * @param number of the label among those of the image; 0 if there is none
 * @param code why it was refused; else empty
 * @param detail one sentence; empty unless it was refused
 */
public record ImportedLabel(
    String name, String outcome, String image, int number, String code, String detail) {
  static ImportedLabel labelled(String name, ImageId image, HttpAnswer.Given answer) {
    boolean repeated = answer.body().path("repeated").asBoolean();
    int number = answer.body().path("number").asInt();
    return new ImportedLabel(name, repeated ? "known" : "labelled", image.sha256(), number, "", "");
  }

  static ImportedLabel refused(String name, ImageId image, HttpAnswer.Refused refused) {
    return new ImportedLabel(name, "refused", image.sha256(), 0, refused.code(), refused.detail());
  }

  static ImportedLabel refused(String name, Sending.Refused refused) {
    return new ImportedLabel(name, "refused", "", 0, refused.code(), refused.detail());
  }

  static ImportedLabel refused(String name, Refusal refusal) {
    return new ImportedLabel(name, "refused", "", 0, refusal.code().id(), refusal.detail());
  }

  /** Whether the label is there now. */
  public boolean isGood() {
    return code.isEmpty();
  }
}
