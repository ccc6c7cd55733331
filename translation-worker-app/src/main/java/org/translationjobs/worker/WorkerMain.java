package org.translationjobs.worker;

/** Entry point of translation-worker; the launcher has made sure of the Java version. */
public final class WorkerMain {
  /** So long after its last use the pool takes a connection for alive; it reads this once, in milliseconds. */
  private static final String TRUSTED = "com.zaxxer.hikari.aliveBypassWindowMs";

  private WorkerMain() {}

  public static void main(String[] args) {
    // longer than between two looks: an idle worker would ask twice, the other time whether it may
    if (System.getProperty(TRUSTED) == null) {
      System.setProperty(TRUSTED, "3000");
    }
    System.exit(new WorkerProgram(System.getenv(), System.out, System.err).run(args));
  }
}
