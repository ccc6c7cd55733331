package org.translationjobs.worker;

/** Entry point of translation-worker; the launcher has made sure of the Java version. */
public final class WorkerMain {
  private WorkerMain() {}

  public static void main(String[] args) {
    String version = WorkerMain.class.getPackage().getImplementationVersion();
    System.out.println("translation-worker " + (version == null ? "(development)" : version));
  }
}
