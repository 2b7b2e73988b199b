package dev.nevus.standalone.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.model.BareModel;
import dev.nevus.model.ModelId;
import dev.nevus.model.Signing;
import dev.nevus.model.StoredModelRegistry;
import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.store.Keys;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCheckTest {
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final StoredModelRegistry registry =
      new StoredModelRegistry(store, Clock.systemUTC(), Signing.NONE);
  private final BareModel model = BareModel.of("one");
  private final Path work;

  ModelCheckTest(@TempDir Path work) {
    this.work = work;
  }

  @BeforeEach
  void register() throws Exception {
    registry.publish(model.manifest(), model.files());
  }

  @Test
  void aModelThatWasAnnouncedAndIsWholeIsRight() throws Exception {
    assertThat(findings(Set.of(model.id()), Instant.MAX)).isEmpty();
  }

  @Test
  void aModelThatWasNeverAnnouncedIsAnOrphanUnlessItIsYoung() throws Exception {
    assertThat(findings(Set.of(), Instant.MAX)).isEqualTo(Map.of(Finding.ORPHAN_MODEL, 1L));
    assertThat(findings(Set.of(), Instant.MIN)).isEmpty();
  }

  @Test
  void aDamagedFileIsFoundAndItsModelNotAnnounced() throws Exception {
    store.put(Keys.model(model.id()), new byte[] {1}, "application/octet-stream");

    assertThat(findings(Set.of(model.id()), Instant.MAX)).isEqualTo(Map.of(Finding.BAD_DIGEST, 1L));
    try (Ledger ledger = Ledger.in(work)) {
      assertThat(new ModelCheck(store, registry, ledger).check(Instant.MAX, Digests.ALL)).isEmpty();
    }
  }

  @Test
  void whatIsGoneIsMissing() throws Exception {
    ModelId gone = BareModel.of("two").id();
    assertThat(findings(Set.of(model.id(), gone), Instant.MAX))
        .isEqualTo(Map.of(Finding.MISSING_MODEL, 1L));

    store.lose(Keys.model(model.id()));

    assertThat(findings(Set.of(model.id()), Instant.MAX))
        .isEqualTo(Map.of(Finding.MISSING_MODEL, 1L));
  }

  private Map<Finding, Long> findings(Set<ModelId> published, Instant oldBefore) throws Exception {
    try (Ledger ledger = Ledger.in(work)) {
      published.forEach(ledger::published);
      Set<ModelId> orphans = new ModelCheck(store, registry, ledger).check(oldBefore, Digests.ALL);
      Map<Finding, Long> findings = ledger.tally().sums(List.of()).findings();
      assertThat(orphans).hasSize(findings.getOrDefault(Finding.ORPHAN_MODEL, 0L).intValue());
      return findings;
    }
  }
}
