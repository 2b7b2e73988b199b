package dev.nevus.standalone;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The data path where workers share partitions, as on brokers without share groups. */
class ConsumerGroupIT extends TwoWorkersContract {
  private static final String GROUP = "nevus-workers";
  private static final int PARTITIONS = 4;

  private static NevusUnderTest nevus;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    nevus =
        NevusUnderTest.start(
            data,
            2,
            Map.of("NEVUS_WORK_QUEUE", "consumer-group", "NEVUS_WORK_LOCK", "PT6S"),
            PARTITIONS);
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", nevus.world().neighbours().bootstrap()))) {
      // The first worker has all partitions until the second one joins.
      await()
          .ignoreExceptions()
          .atMost(NevusUnderTest.PATIENCE)
          .until(() -> partitionsOfEach(admin).equals(List.of(2, 2)));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    nevus.close();
  }

  @Override
  NevusUnderTest nevus() {
    return nevus;
  }

  private static List<Integer> partitionsOfEach(Admin admin) throws Exception {
    return admin.describeConsumerGroups(Set.of(GROUP)).all().get().values().stream()
        .flatMap(group -> group.members().stream())
        .map(MemberDescription::assignment)
        .map(assignment -> assignment.topicPartitions().size())
        .toList();
  }
}
