package org.translationjobs.testkit.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happened, in order; put into words only when somebody asks. */
final class Trace {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern ADDRESS = Pattern.compile("@[0-9a-f]{1,8}\\b");
  private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}");
  private static final int WIDEST = 300;

  private record Entry(long step, long time, @Nullable Mover mover, String verb, Object what) {}

  /** A port call and what came of it. */
  record Call(
      String port, String method, List<@Nullable Object> arguments, @Nullable Object result) {
    @Override
    public String toString() {
      var given = arguments.stream().map(Trace::text).collect(Collectors.joining(", "));
      return port + "." + method + "(" + given + ") -> " + text(result);
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  void add(Scheduler scheduler, @Nullable Mover mover, String verb, @Nullable Object what) {
    if (scheduler.isOver()) {
      return;
    }
    entries.add(
        new Entry(
            scheduler.steps(), scheduler.now(), mover, verb, what == null ? "" : what));
  }

  /** One line for each entry; ids are numbered in the order of their appearance. */
  List<String> lines() {
    Map<String, String> names = new LinkedHashMap<>();
    return entries.stream().map(entry -> line(entry, names)).toList();
  }

  /** The last entries, and a message that speaks of the same ids. */
  String story(String message, int last) {
    Map<String, String> names = new LinkedHashMap<>();
    var all = entries.stream().map(entry -> line(entry, names)).toList();
    var shown = all.subList(Math.max(0, all.size() - last), all.size());
    return named(message, names) + "\n" + String.join("\n", shown);
  }

  private static String line(Entry entry, Map<String, String> names) {
    var text = ADDRESS.matcher(named(text(entry.what()), names)).replaceAll("@…");
    var line = String.format(
        Locale.ROOT, "%5d %10.3f s  %s %s %s", entry.step(), entry.time() / 1e9,
        entry.mover() == null ? "-" : entry.mover(), entry.verb(),
        text.length() > WIDEST ? text.substring(0, WIDEST) + "…" : text);
    return UNPRINTABLE.matcher(named(line.strip(), names)).replaceAll("·");
  }

  private static String named(String text, Map<String, String> names) {
    return UUID.matcher(text)
        .replaceAll(m -> names.computeIfAbsent(m.group(), id -> "#" + (names.size() + 1)));
  }

  /** Sets and maps in the order of their texts, whatever their own is. */
  private static String text(@Nullable Object what) {
    return switch (what) {
      case null -> "null";
      case Set<?> set -> set.stream().map(Trace::text).sorted().toList().toString();
      case Collection<?> many -> many.stream().map(Trace::text).toList().toString();
      case Map<?, ?> map -> map.entrySet()
          .stream()
          .map(e -> text(e.getKey()) + "=" + text(e.getValue()))
          .sorted()
          .toList()
          .toString();
      case byte[] bytes -> bytes.length + " bytes";
      case Throwable e -> e.toString();
      default -> isOpaque(what.getClass()) ? "…" : what.toString();
    };
  }

  /** Whether its text would be its address. */
  private static boolean isOpaque(Class<?> type) {
    try {
      return type.isHidden()
          || type.getMethod("toString").getDeclaringClass() == Object.class;
    } catch (NoSuchMethodException e) {
      return true;
    }
  }
}
