package dev.nevus;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.testcontainers.DockerClientFactory;

/** Whether containers can run here. */
public final class DockerServers {
  private DockerServers() {}

  /**
   * Goes on where Docker is; elsewhere says so and skips the test, or fails it where {@code
   * REQUIRE_DOCKER=1}.
   */
  public static void require() {
    if (DockerClientFactory.instance().isDockerAvailable()) {
      System.out.println("integration tests run against containers, too");
      return;
    }
    String message = "no Docker here: the container variant did not run, the embedded one did";
    System.out.println(message);
    if ("1".equals(System.getenv("REQUIRE_DOCKER"))) {
      fail("REQUIRE_DOCKER=1, but " + message);
    }
    assumeTrue(false, message);
  }
}
