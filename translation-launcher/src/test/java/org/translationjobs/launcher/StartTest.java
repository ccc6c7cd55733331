package org.translationjobs.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the start scripts and the jars' main class do where there is only an old Java. */
class StartTest {
  private static final Map<String, String> JARS = Map.of(
      "translation-worker", "translation-worker-app/target/translation-worker.jar",
      "translation-cli", "translation-cli/target/translation-cli.jar");

  @TempDir
  Path folder;

  private record Run(int code, String out, String err) {}

  @TestFactory
  Stream<DynamicTest> aScriptThatFindsAnOldJavaOnlyStartsNothingAndSaysSoInOneLine() {
    return scripts((home, script) -> {
      var old = java(home.resolve("old"), "17.0.15");
      assertThat(run(Map.of("PATH", old.resolve("bin") + ":/usr/bin:/bin", "HOME", home.toString(),
          "JAVA_HOME", old.toString()), List.of(script.toString(), "--version")))
          .isEqualTo(
              new Run(2, "", script.getFileName()
                  + " needs Java 21 or newer and found none in JAVA_HOME, PATH, " + home
                  + "/jvm, ~/.sdkman or ~/.jdks. Install one, or set JAVA_HOME.\n"));
    });
  }

  @TestFactory
  Stream<DynamicTest> aScriptPassesAnOldJavaOverForANewerOne() {
    return scripts((home, script) -> {
      var old = java(home.resolve("old"), "17.0.15");
      java(home.resolve("jvm/new"), "21.0.2");
      var run = run(
          Map.of("PATH", old.resolve("bin") + ":/usr/bin:/bin", "HOME", home.toString()),
          List.of(script.toString(), "--version"));
      assertThat(run.code()).isZero();
      assertThat(run.out()).startsWith("Java 21.0.2: ").endsWith(".jar --version\n");
      assertThat(run.err()).isEmpty();
    });
  }

  /** This Java called 17, and every older one that is found here. */
  @TestFactory
  List<DynamicTest> theMainClassSaysInOneLineThatItsJavaIsTooOld() throws IOException {
    var settings = Files.createDirectories(folder.resolve("jar/META-INF"));
    Files.writeString(
        settings.resolve("launcher.properties"), "program=translation-worker\nmain=Missing\n");
    var path = System.getProperty("java.class.path") + ":" + settings.getParent();
    var tests = new ArrayList<DynamicTest>();
    tests.add(
        DynamicTest.dynamicTest(
            "called 17",
            () -> assertComplaint(
                "17", List.of(
                    Path.of(System.getProperty("java.home"), "bin/java").toString(), "-cp", path,
                    CalledOld.class.getName()))));
    for (var java : oldJavas()) {
      tests.add(
          DynamicTest.dynamicTest(
              java.toString(),
              () -> assertComplaint(
                  "", List.of(
                      java.toString(), "-cp", path, Launcher.class.getName()))));
    }
    return tests;
  }

  private void assertComplaint(String version, List<String> command)
      throws IOException, InterruptedException {
    var run = run(Map.of(), command);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).hasLineCount(1)
        .startsWith("translation-worker needs Java 21 or newer; this is Java " + version);
  }

  /** The launcher in a Java that believes to be an old one. */
  static final class CalledOld {
    private CalledOld() {}

    public static void main(String[] args) throws Throwable {
      System.setProperty("java.specification.version", "17");
      System.setProperty("java.version", "17.0.15");
      Launcher.main(args);
    }
  }

  private static List<Path> oldJavas() throws IOException {
    var all = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(all)) {
      return List.of();
    }
    var old = new ArrayList<Path>();
    try (var homes = Files.newDirectoryStream(all)) {
      for (var home : homes) {
        var release = home.resolve("release");
        if (Files.isExecutable(home.resolve("bin/java")) && Files.isReadable(release)
            && Files.readString(release).contains("JAVA_VERSION=\"17")) {
          old.add(home.resolve("bin/java"));
        }
      }
    }
    return old;
  }

  private interface Check {
    void of(Path home, Path script) throws Exception;
  }

  private Stream<DynamicTest> scripts(Check check) {
    return JARS.keySet()
        .stream()
        .sorted()
        .map(name -> DynamicTest.dynamicTest(name, () -> {
          var home = Files.createTempDirectory(folder, "home").toRealPath();
          check.of(home, installed(home, name));
        }));
  }

  /** A script as it is, which finds the Javas of its own folder instead of this machine's. */
  private static Path installed(Path home, String name) throws IOException {
    var bin = Files.createDirectory(home.resolve("bin"));
    var script = Files.copy(Path.of("../bin", name), bin.resolve(name));
    assertThat(script.toFile().setExecutable(true)).isTrue();
    var finder = Files.readString(Path.of("../bin/find-java.sh"));
    for (var place : List.of("/usr/lib/jvm", "/opt/java", "/usr/libexec/java_home")) {
      assertThat(finder).contains(place);
      finder = finder.replace(place, home + "/" + Path.of(place).getFileName());
    }
    Files.writeString(bin.resolve("find-java.sh"), finder);
    var jar = home.resolve(JARS.getOrDefault(name, ""));
    Files.createDirectories(jar.getParent());
    Files.createFile(jar);
    return script;
  }

  /** A folder that looks like a JDK, with a Java that says how it was started. */
  private static Path java(Path home, String version) throws IOException {
    var java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho \"Java " + version + ": $*\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private Run run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    var out = Files.createTempFile(folder, "out", "");
    var err = Files.createTempFile(folder, "err", "");
    var builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    var process = builder.start();
    try {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
      return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
    }
  }
}
