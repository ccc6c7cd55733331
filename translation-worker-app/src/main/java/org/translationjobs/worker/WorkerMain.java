package org.translationjobs.worker;

/** Entry point of translation-worker; the launcher has made sure of the Java version. */
public final class WorkerMain {
  private WorkerMain() {}

  public static void main(String[] args) {
    System.exit(new WorkerProgram(System.getenv(), System.out, System.err).run(args));
  }
}
