package org.translationjobs.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Properties;

/**
 * The jar's Main-Class. Compiled for Java 8, so that an old Java prints a sentence instead of an
 * {@code UnsupportedClassVersionError}. What to start stands in {@code META-INF/launcher.properties}.
 */
public final class Launcher {
  private static final int OLDEST = 21;
  private static final int WRONG_JAVA = 2;
  private static final String SETTINGS = "/META-INF/launcher.properties";

  private Launcher() {}

  public static void main(String[] args) throws Throwable {
    Properties settings = settings();
    String program = settings.getProperty("program");
    String specification = System.getProperty("java.specification.version");
    if (feature(specification) < OLDEST) {
      System.err.println(complaint(program, System.getProperty("java.version"),
          System.getProperty("java.home")));
      System.exit(WRONG_JAVA);
    }
    start(settings.getProperty("main"), args);
  }

  static int feature(String specification) {
    return specification.startsWith("1.") ? 8 : Integer.parseInt(specification);
  }

  static String complaint(String program, String version, String home) {
    return program + " needs Java " + OLDEST + " or newer; this is Java " + version + " (" + home
        + "). Set JAVA_HOME or PATH to a newer one.";
  }

  private static Properties settings() throws IOException {
    Properties settings = new Properties();
    try (InputStream in = Launcher.class.getResourceAsStream(SETTINGS)) {
      if (in == null) {
        throw new IllegalStateException(SETTINGS + " is missing in the jar");
      }
      settings.load(in);
    }
    return settings;
  }

  private static void start(String main, String[] args) throws Throwable {
    try {
      Class.forName(main).getMethod("main", String[].class).invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
