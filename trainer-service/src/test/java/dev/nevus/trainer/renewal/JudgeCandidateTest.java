package dev.nevus.trainer.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.ModelRefused;
import dev.nevus.label.DataSet;
import dev.nevus.label.Side;
import dev.nevus.model.Choice;
import dev.nevus.model.Decision;
import dev.nevus.model.Decision.Kind;
import dev.nevus.model.ModelId;
import dev.nevus.segment.MaskForm;
import dev.nevus.store.Keys;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeCandidateTest {
  private static final String TRIGGER = "training 1: 40 new labels";

  private final Ward ward;
  private ModelId champion;
  private ModelId candidate;
  private DataSet set;

  JudgeCandidateTest(@TempDir Path folder) throws Exception {
    ward = new Ward(folder);
  }

  @BeforeEach
  void installAndLabel() throws Exception {
    champion = ward.installNovice();
    candidate = ward.publishNovice(4);
    ward.label(0, 20);
    set = ward.take(LabelPolicy.LATEST);
    assertThat(set.of(Side.TEST)).isNotEmpty();
  }

  @Test
  void theDecisionSaysWithWhomAndOnHowMany() throws Exception {
    Decision made = judge().judge(candidate, set, TRIGGER);

    assertThat(made.against()).contains(champion);
    assertThat(made.reason()).isEqualTo(TRIGGER);
    assertThat(made.scores()).containsEntry("images", (double) set.of(Side.TEST).size());
    assertThat(made.findings()).isNotEmpty();
  }

  @Test
  void whoeverAsksAgainForTheSameCauseHearsTheSameDecision() throws Exception {
    Decision first = judge().judge(candidate, set, TRIGGER);

    assertThat(judge().judge(candidate, set, TRIGGER)).isEqualTo(first);
    assertThat(ward.registry.history()).hasSize(2);
    assertThat(judge().judge(candidate, set, "request j-1").number()).isEqualTo(3);
  }

  @Test
  void whereAnotherModelBecomesTheChampionMeanwhileTheComparisonIsWithThatOne() throws Exception {
    ModelId other = ward.publishNovice(5);
    Meanwhile meanwhile =
        new Meanwhile(
            Keys.original(set.of(Side.TEST).get(0).image()),
            () -> ward.registry.decide(Choice.of(Kind.FORCED, other, "ops", "better night")));

    Decision made = judge(meanwhile).judge(candidate, set, TRIGGER);

    assertThat(meanwhile.happened()).isTrue();
    assertThat(made.number()).isEqualTo(3);
    assertThat(made.against()).contains(other);
    assertThat(about(candidate)).hasSize(1);
  }

  @Test
  void anotherDecisionThatChangesNoChampionCostsNoSecondComparison() throws Exception {
    ModelId other = ward.publishNovice(5);
    Meanwhile meanwhile =
        new Meanwhile(
            Keys.original(set.of(Side.TEST).get(0).image()),
            () -> ward.registry.decide(Choice.of(Kind.NOMINATED, other, "ops", "next one")));

    Decision made = judge(meanwhile).judge(candidate, set, TRIGGER);

    assertThat(made.number()).isEqualTo(3);
    assertThat(made.against()).contains(champion);
  }

  @Test
  void twoTrainersAtOnceMakeOneDecision() throws Exception {
    Meanwhile meanwhile =
        new Meanwhile(
            Keys.original(set.of(Side.TEST).get(0).image()),
            () -> another().judge(candidate, set, TRIGGER));

    Decision made = judge(meanwhile).judge(candidate, set, TRIGGER);

    assertThat(about(candidate)).containsExactly(made);
  }

  @Test
  void whatAPersonLetServeMeanwhileIsNotRefused() throws Exception {
    Meanwhile meanwhile =
        new Meanwhile(
            Keys.original(set.of(Side.TEST).get(0).image()),
            () -> ward.registry.decide(Choice.of(Kind.FORCED, candidate, "ops", "I know it")));

    Decision made = judge(meanwhile).judge(candidate, set, TRIGGER);

    assertThat(made.kind()).isEqualTo(Kind.FORCED);
    assertThat(about(candidate)).containsExactly(made);
  }

  @Test
  void theChampionItselfIsRefused() throws Exception {
    assertRefused(judge().judge(champion, set, TRIGGER), "champion: it is the model itself");
  }

  @Test
  void withoutAChampionThereIsNothingToCompareWith() throws Exception {
    ward.store.lose(Keys.decision(1));

    assertRefused(
        judge().judge(candidate, set, TRIGGER), "champion: there is none to compare with");
  }

  @Test
  void withoutFrozenImagesNothingIsPromoted() throws Exception {
    assertRefused(
        judge().judge(candidate, new DataSet("latest", List.of()), TRIGGER),
        "images: the frozen set has none");
  }

  @Test
  void whereEveryFrozenImageVanishedNothingIsPromoted() throws Exception {
    ward.forget(set);

    assertRefused(judge().judge(candidate, set, TRIGGER), "images: the frozen set has none");
  }

  @Test
  void aModelWhoseFileIsNotTheCertifiedOneIsRefused() throws Exception {
    ward.store.put(Keys.model(candidate), new byte[] {1}, "application/octet-stream");

    assertRefused(judge().judge(candidate, set, TRIGGER), "model: a file of model " + candidate);
  }

  @Test
  void aModelWhoseFileIsGoneIsRefused() throws Exception {
    ward.store.lose(Keys.model(candidate));

    assertRefused(
        judge().judge(candidate, set, TRIGGER), "model: no object under models/" + candidate);
  }

  @Test
  void aChampionThatCannotBeReadIsNamed() throws Exception {
    ward.store.put(Keys.model(champion), new byte[] {1}, "application/octet-stream");

    assertRefused(judge().judge(candidate, set, TRIGGER), "model: a file of model " + champion);
  }

  private void assertRefused(Decision made, String finding) {
    assertThat(made.kind()).isEqualTo(Kind.REFUSED);
    assertThat(made.findings()).singleElement().asString().startsWith(finding);
    assertThat(ward.told(ModelRefused.class)).hasSize(1);
  }

  private List<Decision> about(ModelId model) throws Exception {
    return ward.registry.history().stream().filter(d -> d.model().equals(model)).toList();
  }

  private JudgeCandidate judge() throws Exception {
    return new JudgeCandidate(ward.desk(), ward.images(), MaskForm.ISIC, Ward.gate(1));
  }

  /** Of a second trainer: each has a folder of its own. */
  private JudgeCandidate another() throws Exception {
    LocalImages images = new LocalImages(ward.store, ward.folder().resolve("another"));
    return new JudgeCandidate(ward.desk(), images, MaskForm.ISIC, Ward.gate(1));
  }

  private JudgeCandidate judge(Meanwhile meanwhile) throws Exception {
    ward.forgetCopies();
    return new JudgeCandidate(
        ward.desk(),
        new LocalImages(meanwhile.through(ward.store), ward.folder()),
        MaskForm.ISIC,
        Ward.gate(1));
  }
}
