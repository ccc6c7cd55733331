package org.translationjobs.benchmarks.yardstick;

import java.util.List;

/** Measures a yardstick, in a JVM that does nothing else. */
public final class YardMain {
  private YardMain() {}

  /** Takes the name of the class and what it is told; prints one line. */
  public static void main(String[] arguments) throws Exception {
    var yard = Class.forName(arguments[0]).asSubclass(Yard.class).getConstructor().newInstance();
    var rate = yard.measure(List.of(arguments).subList(1, arguments.length));
    System.out.println("per second: " + rate);
    System.exit(0); // some of their threads stay
  }
}
