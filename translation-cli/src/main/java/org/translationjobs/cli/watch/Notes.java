package org.translationjobs.cli.watch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last few things worth knowing, each once. Thread-safe. */
public final class Notes {
  private static final int MOST = 4;

  private final Deque<String> notes = new ArrayDeque<>();

  public synchronized void add(String note) {
    notes.remove(note);
    notes.add(note);
    if (notes.size() > MOST) {
      notes.removeFirst();
    }
  }

  public synchronized void replace(List<String> all) {
    notes.clear();
    all.forEach(this::add);
  }

  public synchronized List<String> all() {
    return List.copyOf(notes);
  }
}
