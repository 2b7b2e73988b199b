package dev.nevus.worker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.nevus.event.Event;
import dev.nevus.event.EventJson;
import dev.nevus.event.ModelPromoted;
import dev.nevus.event.ModelPublished;
import dev.nevus.eventlog.InMemoryEventLog;
import dev.nevus.model.Choice;
import dev.nevus.model.Decision;
import dev.nevus.model.Decision.Kind;
import dev.nevus.model.ModelFiles;
import dev.nevus.model.ModelManifest;
import dev.nevus.model.ModelRegistry;
import dev.nevus.model.Precision;
import dev.nevus.model.Registrar;
import dev.nevus.model.Signing;
import dev.nevus.model.StoredModelRegistry;
import dev.nevus.segment.GoldenAnswer;
import dev.nevus.segment.GoldenPicture;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.store.InMemoryObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShippedModelTest {
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final InMemoryEventLog log = new InMemoryEventLog();
  private final ModelRegistry registry =
      new StoredModelRegistry(store, Clock.systemUTC(), Signing.NONE);

  private final Registrar registrar = new Registrar(registry, log, Clock.systemUTC());

  @Test
  void becomesTheChampionOfAnEmptyRegistryOnce() throws Exception {
    ShippedModel shipped = ShippedModel.load();

    shipped.installIfFirst(registrar);
    shipped.installIfFirst(registrar);

    assertThat(registry.champion().map(Decision::model)).contains(shipped.manifest().model());
    assertThat(registry.history()).hasSize(1);
    assertThat(log.published(Event.class))
        .extracting(Object::getClass)
        .containsExactly(ModelPublished.class, ModelPromoted.class);
  }

  @Test
  void leavesAChampionAlone() throws Exception {
    ShippedModel shipped = ShippedModel.load();
    registry.publish(shipped.manifest(), shipped.files());
    registry.decide(Choice.of(Kind.FORCED, shipped.manifest().model(), "ana", "by hand"));

    shipped.installIfFirst(registrar);

    assertThat(registry.history()).extracting(Decision::by).containsExactly("ana");
  }

  @ParameterizedTest
  @EnumSource(names = {"NOMINATED", "REFUSED"})
  void becomesTheChampionThoughAnotherModelWasJudgedBefore(Kind judgement) throws Exception {
    TestModel other = TestModel.sound(0.4);
    registry.publish(other.manifest(), other.files());
    registry.decide(Choice.of(judgement, other.id(), "ana", "the first of all decisions"));
    ShippedModel shipped = ShippedModel.load();

    shipped.installIfFirst(registrar);
    shipped.installIfFirst(registrar);

    assertThat(registry.history())
        .extracting(Decision::number, Decision::kind)
        .containsExactly(tuple(1, judgement), tuple(2, Kind.INSTALLED));
    assertThat(registry.champion().map(Decision::model)).contains(shipped.manifest().model());
  }

  @Test
  void opensAndTellsWhereItComesFrom() throws Exception {
    ShippedModel shipped = ShippedModel.load();
    shipped.installIfFirst(registrar);

    try (VerifiedModel opened = opening().open(shipped.manifest().model())) {
      ModelManifest manifest = shipped.manifest();
      assertThat(opened.id()).isEqualTo(manifest.model());
      assertThat(opened.segmenter().input().width()).isEqualTo(manifest.inputWidth());
      assertThat(manifest.data().trainingImages()).isPositive();
      assertThat(manifest.scores()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesTheGoldenAnswerThatItsManifestTells(Precision precision) throws Exception {
    ShippedModel shipped = ShippedModel.load();
    GoldenAnswer told = shipped.manifest().golden(precision).orElseThrow();
    GoldenPicture picture = GoldenPicture.of(shipped.files().golden().orElseThrow());

    try (OnnxSegmenter segmenter = OnnxSegmenter.open(shipped.files().network(precision))) {
      assertThat(picture.answer(segmenter).distance(told)).isLessThan(0.001);
    }
  }

  private ModelOpening opening() {
    return new ModelOpening(
        registry, ServingPrecision.MANIFEST, new ModelFigures(new SimpleMeterRegistry()));
  }

  /**
   * Writes the golden picture and the manifest anew, after another model file was put there: run
   * with {@code -Dtest=ShippedModelTest -Dnevus.golden.write=true}.
   */
  @Test
  @EnabledIfSystemProperty(named = "nevus.golden.write", matches = "true")
  void writesItsGoldenAnswer() throws Exception {
    Path folder = Path.of("src/main/resources/models/default");
    ModelManifest manifest =
        EventJson.fromJson(
            Files.readAllBytes(folder.resolve("manifest.json")), ModelManifest.class);
    GoldenPicture picture = GoldenPicture.drawn();
    byte[] file = Files.readAllBytes(folder.resolve("model.onnx"));
    ModelManifest golden;
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(file)) {
      golden = manifest.withGolden(picture.answer(segmenter));
    }

    ModelFiles files = ModelFiles.of(file, picture.png());
    if (manifest.int8().isPresent()) {
      byte[] inEightBits = Files.readAllBytes(folder.resolve("model.int8.onnx"));
      files = files.withInt8(inEightBits);
      try (OnnxSegmenter segmenter = OnnxSegmenter.open(inEightBits)) {
        golden = golden.withInt8(manifest.int8().get().withGolden(picture.answer(segmenter)));
      }
    }

    assertThat(golden.certifies(files)).isTrue();
    Files.write(folder.resolve("golden.png"), picture.png());
    Files.write(folder.resolve("manifest.json"), EventJson.toJson(golden));
  }
}
