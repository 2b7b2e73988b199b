package dev.nevus;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.nevus.model.ModelId;
import dev.nevus.store.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTest {
  private static final JavaClasses COMMON =
      new ClassFileImporter()
          .importUrl(ModelId.class.getProtectionDomain().getCodeSource().getLocation());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "io.minio..            | dev.nevus.store.s3..",
        "okhttp3..             | dev.nevus.store.s3..",
        "org.apache.kafka..    | dev.nevus.eventlog.kafka..",
        "ai.onnxruntime..      | dev.nevus.segment.onnx..",
        "io.cloudevents..      | dev.nevus.event..,dev.nevus.eventlog.kafka..",
        "org.opencv..          | dev.nevus.image..,dev.nevus.mask..,dev.nevus.segment..",
        "nu.pattern..          | dev.nevus.image..",
        "com.sun.net..         | dev.nevus.lifecycle..",
        "java.util.logging..   | nowhere",
        "org.deeplearning4j..  | nowhere"
      })
  void aLibraryIsKnownOnlyToItsAdapter(String library, String homes) {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(homes.split(",", -1))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library));
  }

  @Test
  void theRulesSeeTheClassesOfCommonAndNoTests() {
    assertThat(COMMON).hasSizeGreaterThan(100);
    assertThat(COMMON.contain(ModelId.class)).isTrue();
    assertThat(COMMON.contain(ArchitectureTest.class)).isFalse();
  }

  @Test
  void packagesFormNoCycles() {
    // A model's name and a digest are leaves, wherever they live: keys and ids are made of them.
    check(
        slices()
            .matching("dev.nevus.(*)..")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(alwaysTrue(), equivalentTo(ModelId.class))
            .ignoreDependency(alwaysTrue(), equivalentTo(Sha256.class)));
  }

  @Test
  void portsDoNotKnowTheirAdapters() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage("dev.nevus.store", "dev.nevus.eventlog", "dev.nevus.segment")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "dev.nevus.store.s3..", "dev.nevus.eventlog.kafka..", "dev.nevus.segment.onnx.."));
  }

  @Test
  void settingsArePassedInAndNeverFetched() {
    check(noClasses().should().callMethod(System.class, "getenv"));
    check(noClasses().should().callMethod(System.class, "getenv", String.class));
  }

  @Test
  void standardOutputBelongsToTheCommandLine() {
    check(noClasses().should().accessField(System.class, "out"));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(COMMON);
  }
}
