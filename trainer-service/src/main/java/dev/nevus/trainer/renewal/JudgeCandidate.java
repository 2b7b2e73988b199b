package dev.nevus.trainer.renewal;

import dev.nevus.label.DataSet;
import dev.nevus.label.Side;
import dev.nevus.label.folder.LabelledImage;
import dev.nevus.label.folder.Manifest;
import dev.nevus.model.Aliases;
import dev.nevus.model.Choice;
import dev.nevus.model.CorruptModelException;
import dev.nevus.model.Decision;
import dev.nevus.model.Decision.Kind;
import dev.nevus.model.ModelId;
import dev.nevus.model.VerifiedVersion;
import dev.nevus.segment.MaskForm;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.onnx.BadModelException;
import dev.nevus.settings.OneLine;
import dev.nevus.store.DamagedObject;
import dev.nevus.store.NoSuchObject;
import dev.nevus.trainer.promotion.Contender;
import dev.nevus.trainer.promotion.EvaluateContenders;
import dev.nevus.trainer.promotion.Judgement;
import dev.nevus.trainer.promotion.PromotionPolicy;
import dev.nevus.trainer.promotion.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the gate whether a model replaces the champion, and makes its answer a decision. A decision
 * holds only against the champion that the model was compared with: if another one came meanwhile,
 * the gate is asked again. For one thread.
 */
final class JudgeCandidate {
  private static final Logger LOG = LoggerFactory.getLogger(JudgeCandidate.class);
  private static final String GATE = "gate";

  private final Desk desk;
  private final LocalImages images;
  private final PrepareContender contenders;
  private final MaskForm form;
  private final PromotionPolicy policy;

  JudgeCandidate(Desk desk, LocalImages images, MaskForm form, PromotionPolicy policy) {
    this.desk = desk;
    this.images = images;
    this.contenders = new PrepareContender(images);
    this.form = form;
    this.policy = policy;
  }

  /**
   * Returns once the decision is durable and told. The same trigger leads to one decision, however
   * often and by how many it is asked.
   *
   * @param set has the frozen images
   * @param trigger why it is judged, one line; names what asked for it
   * @throws IOException if the store or the log is away
   */
  Decision judge(ModelId candidate, DataSet set, String trigger)
      throws IOException, InterruptedException {
    return decide(candidate, trigger, champion -> choice(candidate, champion, set, trigger));
  }

  /**
   * The same for a model that cannot be judged: unless it is decided already, it is refused.
   *
   * @param finding why it cannot, one line
   */
  Decision refuse(ModelId candidate, String trigger, String finding)
      throws IOException, InterruptedException {
    return decide(candidate, trigger, champion -> refusal(candidate, champion, trigger, finding));
  }

  /** What to decide against a champion. */
  @FunctionalInterface
  private interface Verdict {
    Choice against(Optional<ModelId> champion) throws IOException, InterruptedException;
  }

  private Decision decide(ModelId candidate, String trigger, Verdict verdict)
      throws IOException, InterruptedException {
    List<Decision> history = desk.registry().history();
    int begun = lastNumber(history);
    while (true) {
      Optional<Decision> settled = settled(history, candidate, trigger, begun);
      if (settled.isPresent()) {
        // Whoever decided may have died before it told anybody.
        desk.registrar().tell(settled.get());
        return settled.get();
      }
      Optional<ModelId> champion = Aliases.of(history).champion().map(Decision::model);
      Choice choice = verdict.against(champion);
      Optional<Decision> made = decide(choice, champion, lastNumber(history));
      if (made.isPresent()) {
        LOG.atInfo()
            .addKeyValue("model", candidate)
            .addKeyValue("decision", made.get().kind())
            .addKeyValue("findings", choice.findings())
            .log("candidate judged");
        return made.get();
      }
      history = desk.registry().history();
    }
  }

  /**
   * What another trainer decided on this trigger, or a person who let the model serve meanwhile.
   */
  private static Optional<Decision> settled(
      List<Decision> history, ModelId candidate, String trigger, int begun) {
    Optional<Decision> byGate =
        history.stream()
            .filter(d -> d.model().equals(candidate))
            .filter(d -> d.by().equals(GATE) && d.reason().equals(trigger))
            .findFirst();
    return byGate.or(
        () ->
            Aliases.of(history)
                .champion()
                .filter(d -> d.model().equals(candidate) && d.number() > begun));
  }

  private static int lastNumber(List<Decision> history) {
    return history.isEmpty() ? 0 : history.get(history.size() - 1).number();
  }

  /** Empty if it is to be looked at anew: there is another champion, or it was decided already. */
  private Optional<Decision> decide(Choice choice, Optional<ModelId> champion, int last)
      throws IOException, InterruptedException {
    int after = last;
    while (true) {
      Optional<Decision> made = desk.registrar().decide(choice, after);
      if (made.isPresent()) {
        return made;
      }
      after++;
      List<Decision> history = desk.registry().history();
      boolean holds = Aliases.of(history).champion().map(Decision::model).equals(champion);
      if (!holds || settled(history, choice.model(), choice.reason(), last).isPresent()) {
        return Optional.empty();
      }
    }
  }

  private Choice choice(ModelId candidate, Optional<ModelId> champion, DataSet set, String trigger)
      throws IOException, InterruptedException {
    if (champion.isEmpty()) {
      return refusal(candidate, champion, trigger, "champion: there is none to compare with");
    }
    if (champion.get().equals(candidate)) {
      return refusal(candidate, champion, trigger, "champion: it is the model itself");
    }
    List<LabelledImage> frozen = images.pairs(set.of(Side.TEST));
    if (frozen.isEmpty()) {
      return refusal(candidate, champion, trigger, "images: the frozen set has none");
    }
    try {
      return judged(candidate, champion.get(), frozen, set, trigger);
    } catch (CorruptModelException
        | BadModelException
        | SegmentationException
        | NoSuchObject
        | DamagedObject e) {
      return refusal(candidate, champion, trigger, OneLine.of("model: " + e.getMessage()));
    }
  }

  private Choice judged(
      ModelId candidate, ModelId champion, List<LabelledImage> frozen, DataSet set, String trigger)
      throws IOException,
          InterruptedException,
          CorruptModelException,
          BadModelException,
          SegmentationException {
    VerifiedVersion first = desk.registry().version(champion);
    VerifiedVersion second = desk.registry().version(candidate);
    try (OpenVersion serving = OpenVersion.of(first);
        OpenVersion other = OpenVersion.of(second)) {
      Judgement judgement =
          new EvaluateContenders(form, Manifest.NONE, Several.AT_ONCE)
              .evaluate(
                  new Contender(champion, serving.segmenter(), true, OptionalDouble.empty()),
                  contenders.of(second, other, set),
                  frozen,
                  done -> {})
              .judge(policy);
      boolean promotes = judgement instanceof Judgement.Promote;
      return new Choice(
          promotes ? Kind.PROMOTED : Kind.REFUSED,
          candidate,
          Optional.of(champion),
          GATE,
          trigger,
          judgement.reasons().stream().map(Reason::line).toList(),
          DecisionScores.of(judgement.scores()));
    }
  }

  private static Choice refusal(
      ModelId candidate, Optional<ModelId> champion, String trigger, String finding) {
    return new Choice(Kind.REFUSED, candidate, champion, GATE, trigger, List.of(finding), Map.of());
  }
}
