package dev.nevus.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleClassPathTest {
  private static final String MODULE = "deploy/part";

  private final Path root;
  private final Path target;

  ModuleClassPathTest(@TempDir Path root) throws Exception {
    this.root = root;
    this.target = Files.createDirectories(root.resolve(MODULE).resolve("target"));
  }

  @Test
  void putsTheModulesJarBeforeItsDependencies() throws Exception {
    Path jar = packaged();

    assertThat(ModuleClassPath.of(root, MODULE))
        .isEqualTo(jar + File.pathSeparator + "/m2/a.jar:/m2/b.jar");
  }

  @Test
  void prefersClassesThatAreNewerThanTheJar() throws Exception {
    Path jar = packaged();
    Path compiled =
        Files.createFile(Files.createDirectories(target.resolve("classes")).resolve("A.class"));
    Files.setLastModifiedTime(compiled, FileTime.fromMillis(jar.toFile().lastModified() + 5_000));

    assertThat(ModuleClassPath.of(root, MODULE))
        .startsWith(target.resolve("classes") + File.pathSeparator);
  }

  @Test
  void saysHowToBuildWhatIsMissing() {
    assertThatThrownBy(() -> ModuleClassPath.of(root, MODULE))
        .hasMessageContaining("mvn -pl deploy/part -am package");
  }

  private Path packaged() throws Exception {
    Files.writeString(target.resolve("runtime.classpath"), "/m2/a.jar:/m2/b.jar\n");
    Files.createFile(target.resolve("part-0.1.0-tests.jar"));
    return Files.createFile(target.resolve("part-0.1.0.jar"));
  }
}
