package org.translationjobs.cli;

/** Entry point of translation-cli; the launcher has made sure of the Java version. */
public final class CliMain {
  private CliMain() {}

  public static void main(String[] args) {
    String version = CliMain.class.getPackage().getImplementationVersion();
    System.out.println("translation-cli " + (version == null ? "(development)" : version));
  }
}
