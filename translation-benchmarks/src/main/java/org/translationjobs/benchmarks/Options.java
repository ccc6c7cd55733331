package org.translationjobs.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line says.
 *
 * @param names
 *          the comparisons; empty for all
 * @param rounds
 *          how often each thing is measured
 * @param scale
 *          how much of the full size: 1 all, 0.01 a hundredth
 * @param folder
 *          for logs, staged files and whatever else is in the way afterwards
 * @param reference
 *          folder with the guide, its worker and sql_floor.py
 * @param novel
 *          a file with a novel
 * @param postgres
 *          folder of the programs of an installed PostgreSQL; empty for the embedded one
 * @param python
 *          runs what the reference folder has
 * @param document
 *          a Markdown file whose sections are replaced
 * @param here
 *          whether workers and yardsticks run in this JVM, on one server: to see whether it all works
 * @param command
 *          as it was given, to be repeated
 */
public record Options(
    List<String> names, int rounds, double scale, Path folder, Optional<Path> reference,
    Optional<Path> novel,
    Optional<Path> postgres, String python, Optional<Path> document, boolean list,
    boolean here, String command) {
  static final int ROUNDS = 5;
  private static final Set<String> VALUED = Set.of(
      "--rounds", "--scale", "--folder", "--reference", "--novel", "--postgres", "--python",
      "--document");
  private static final String PYTHON = "/usr/bin/python3";

  public Options {
    names = List.copyOf(names);
  }

  /**
   * @param folder
   *          used unless another is named
   * @throws IllegalArgumentException
   *           saying which option is wrong
   */
  public static Options of(List<String> arguments, Path folder) {
    var names = new ArrayList<String>();
    var values = new HashMap<String, String>();
    var list = false;
    var here = false;
    var rest = new ArrayList<>(arguments).iterator();
    while (rest.hasNext()) {
      var option = rest.next();
      if (option.equals("--list")) {
        list = true;
      } else if (option.equals("--here")) {
        here = true;
      } else if (!option.startsWith("-")) {
        names.add(option);
      } else if (!VALUED.contains(option)) {
        throw new IllegalArgumentException("there is no option " + option);
      } else if (!rest.hasNext()) {
        throw new IllegalArgumentException(option + " needs a value");
      } else {
        values.put(option, rest.next());
      }
    }
    return new Options(
        names, rounds(values), scale(values), path(values, "--folder").orElse(folder),
        path(values, "--reference"), path(values, "--novel"), path(values, "--postgres"),
        values.getOrDefault("--python", PYTHON), path(values, "--document"), list, here,
        String.join(" ", arguments));
  }

  private static Optional<Path> path(Map<String, String> values, String option) {
    return Optional.ofNullable(values.get(option)).map(value -> Path.of(value).toAbsolutePath());
  }

  private static int rounds(Map<String, String> values) {
    var value = values.getOrDefault("--rounds", "" + ROUNDS);
    if (!value.matches("[1-9]\\d{0,2}")) {
      throw new IllegalArgumentException("--rounds is from 1 to 999, not '" + value + "'");
    }
    return Integer.parseInt(value);
  }

  private static double scale(Map<String, String> values) {
    var value = values.getOrDefault("--scale", "1");
    if (!value.matches("1|0?\\.\\d{0,6}[1-9]\\d*")) {
      throw new IllegalArgumentException(
          "--scale is above 0 and at most 1, such as 0.1, not '" + value + "'");
    }
    return Double.parseDouble(value);
  }
}
