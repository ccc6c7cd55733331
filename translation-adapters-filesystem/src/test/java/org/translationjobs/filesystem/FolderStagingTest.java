package org.translationjobs.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.job.JobId;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.staging.Staging;
import org.translationjobs.core.staging.Staging.Found;
import org.translationjobs.core.staging.StagingKey;
import org.translationjobs.core.work.ClaimId;
import org.translationjobs.testkit.StagingContract;

class FolderStagingTest implements StagingContract {
  @TempDir
  private Path folder;

  @Override
  public Staging staging() {
    return FolderStaging.in(root());
  }

  @Override
  public void writeAsOther(String path, byte[] content) throws Exception {
    var file = root().resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  @Override
  public boolean exists(String path) {
    return Files.exists(root().resolve(path));
  }

  @Test
  void theRootIsMadeWhenSomethingIsWrittenAndNotBefore() throws Exception {
    assertThat(staging().get("a/b.json")).isInstanceOf(Found.Missing.class);
    assertThat(root()).doesNotExist();
    staging().put(key(), bytes("x"));
    assertThat(root()).isDirectory();
  }

  @Test
  void thePathIsRelativeAsTheGuidesIs() throws Exception {
    var key = key();
    assertThat(staging().put(key, bytes("x"))).isEqualTo(key.path());
  }

  @Test
  void aPathThatBeginsWithTheRootsNameIsFound() throws Exception {
    writeAsOther("job/subtask.json", bytes("x"));
    assertThat(staging().get("results/job/subtask.json")).isInstanceOf(Found.Content.class);
    assertThat(staging().get("./results/job/subtask.json")).isInstanceOf(Found.Content.class);
  }

  @Test
  void anAbsolutePathIsReadInsideTheRootOnly() throws Exception {
    writeAsOther("job/subtask.json", bytes("x"));
    Files.writeString(folder.resolve("results-of-others"), "x");
    assertThat(staging().get(root().resolve("job/subtask.json").toString())).isInstanceOf(
        Found.Content.class);
    assertThat(staging().get(root() + "/job/../job/subtask.json")).isInstanceOf(
        Found.Content.class);
    for (var path : List.of(root() + "/../results-of-others", root() + "-of-others", root()
        .toString())) {
      assertThat(staging().get(path)).as(path).isInstanceOf(Found.Refused.class);
    }
  }

  @Test
  void linksThatLeadOutAreRefusedAndOthersFollowed() throws Exception {
    writeAsOther("job/subtask.json", bytes("inside"));
    var secret = Files.writeString(folder.resolve("secret"), "secret");
    Files.createSymbolicLink(root().resolve("link.json"), secret);
    Files.createSymbolicLink(root().resolve("up"), folder);
    Files.createSymbolicLink(root().resolve("inside.json"), root().resolve("job/subtask.json"));
    Files.createSymbolicLink(root().resolve("broken.json"), root().resolve("nothing"));
    for (var path : List.of("link.json", "up/secret", root() + "/link.json", root()
        + "/up/secret")) {
      assertThat(staging().get(path)).as(path).isInstanceOf(Found.Refused.class);
    }
    assertThat(staging().get("inside.json")).isInstanceOf(Found.Content.class);
    assertThat(staging().get("broken.json")).isInstanceOf(Found.Missing.class);
  }

  @Test
  void nothingIsWrittenOrDeletedThroughALinkThatLeadsOut() throws Exception {
    var key = key();
    var outside = Files.createDirectories(folder.resolve("outside"));
    Files.createDirectories(root());
    Files.createSymbolicLink(root().resolve(key.path().substring(0, 36)), outside);
    assertThatThrownBy(() -> staging().put(key, bytes("x"))).isInstanceOf(
        UnavailableException.class)
        .hasMessageContaining("symbolic link");
    var file = outside.resolve(key.path().substring(37));
    Files.createDirectories(file.getParent());
    Files.writeString(file, "not ours");
    assertThatThrownBy(() -> staging().delete(List.of(key.path()))).isInstanceOf(
        UnavailableException.class);
    assertThat(file).exists();
  }

  @Test
  void aRootThatIsItselfALinkIsUsed() throws Exception {
    Files.createDirectories(folder.resolve("disk"));
    Files.createSymbolicLink(root(), folder.resolve("disk"));
    var path = staging().put(key(), bytes("x"));
    assertThat(staging().get(path)).isInstanceOf(Found.Content.class);
    assertThat(staging().get(folder.resolve("results").resolve(path).toString())).isInstanceOf(
        Found.Content.class);
  }

  @Test
  void aFolderIsRefusedAndAPathBelowAFileIsMissing() throws Exception {
    writeAsOther("job/subtask.json", bytes("x"));
    assertThat(staging().get("job")).isInstanceOf(Found.Refused.class);
    assertThat(staging().get("job/subtask.json/deeper.json")).isInstanceOf(Found.Missing.class);
  }

  @Test
  void whatIsTooLargeIsRefused() throws Exception {
    var small = FolderStaging.in(root(), 3);
    assertThat(small.get(small.put(key(), bytes("abc")))).isInstanceOf(Found.Content.class);
    assertThat(small.get(small.put(key(), bytes("abcd")))).isInstanceOfSatisfying(
        Found.Refused.class,
        refused -> assertThat(refused.reason()).contains("more than 3 bytes"));
  }

  @Test
  void deletingTakesEmptyFoldersAlongButNotTheRoot() throws Exception {
    var prefixed = StagingKey.of("a/b", JobId.random(), SubtaskId.random(), ClaimId.random());
    var neighbour = new StagingKey(prefixed.path()
        .replaceFirst("[^/]+$", SubtaskId.random() + "." + ClaimId.random() + ".json"));
    staging().put(prefixed, bytes("x"));
    staging().put(neighbour, bytes("x"));
    staging().delete(List.of(prefixed.path()));
    assertThat(root().resolve(neighbour.path())).exists();
    staging().delete(List.of(neighbour.path()));
    assertThat(root()).isEmptyDirectory();
  }

  @Test
  void abortedWritesAreDeletedWithTheirNeighbourOnceTheyAreOld() throws Exception {
    var key = key();
    staging().put(key, bytes("x"));
    var beside = root().resolve(key.path()).getParent();
    var name = "." + root().resolve(key.path()).getFileName() + ".";
    var old = Files.writeString(beside.resolve(name + ClaimId.random() + ".tmp"), "x");
    var recent = Files.writeString(beside.resolve(name + ClaimId.random() + ".tmp"), "x");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    staging().delete(List.of(key.path()));
    assertThat(old).doesNotExist();
    assertThat(recent).exists();
  }

  @Test
  void writingLeavesNoTemporaryFile() throws Exception {
    var path = staging().put(key(), bytes("x"));
    staging().storeId();
    try (var files = Files.walk(root())) {
      assertThat(files.filter(Files::isRegularFile).map(file -> root().relativize(file).toString()))
          .containsExactlyInAnyOrder(path, ".translation-staging-store");
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsNamedWithTheUserAndTheRemedy() throws Exception {
    Files.writeString(root(), "a file");
    for (var problem : List.of(
        assertThatThrownBy(() -> staging().put(key(), bytes("x"))),
        assertThatThrownBy(() -> staging().storeId()))) {
      problem.isInstanceOf(UnavailableException.class)
          .hasMessageContaining(root().toString())
          .hasMessageContaining(System.getProperty("user.name"))
          .hasMessageContaining("make it a folder");
    }
    assertThat(FolderStaging.in(root()).problem()).isPresent();
    assertThat(FolderStaging.in(folder).problem()).isEmpty();
  }

  @Test
  void aSpoiltStoreIdIsReported() throws Exception {
    writeAsOther(".translation-staging-store", bytes("\n"));
    assertThatThrownBy(() -> staging().storeId()).isInstanceOf(UnavailableException.class)
        .hasMessageContaining("delete it");
  }

  @Test
  void anotherFolderIsAnotherStore() {
    assertThat(staging().storeId()).isNotEqualTo(FolderStaging.in(folder.resolve("other"))
        .storeId());
  }

  @Test
  void anInterruptedThreadWritesNothing() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> staging().put(key(), bytes("x"))).isInstanceOf(
        InterruptedException.class);
    assertThat(root()).doesNotExist();
  }

  @Test
  void s3PathsAreRefusedSayingWhereThisWorkerStages() throws Exception {
    assertThat(staging().get("s3://bucket/a.json")).isInstanceOfSatisfying(Found.Refused.class,
        refused -> assertThat(refused.reason()).contains("S3").contains(root().toString()));
  }

  private Path root() {
    return folder.resolve("results");
  }

  private static StagingKey key() {
    return StagingKey.of(null, JobId.random(), SubtaskId.random(), ClaimId.random());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
