package org.translationjobs.core.worker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.time.Tasks;
import org.translationjobs.core.time.Tasks.Signal;

/** As many calls of each engine at the same time as it takes; the longest waiting goes first. */
final class EngineSlots {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Tasks tasks;
  private final Map<String, Slots> slots = new LinkedHashMap<>();

  private static final class Slots {
    private final Deque<Signal> waiting = new ArrayDeque<>();
    private int free;

    Slots(int free) {
      this.free = free;
    }
  }

  EngineSlots(Tasks tasks, List<TranslationEngine> engines) {
    this.tasks = tasks;
    engines.forEach(e -> slots.put(e.name(), new Slots(e.capabilities().maxConcurrency())));
  }

  /** Waits for a slot, which {@link #leave} gives back. */
  void enter(String engine) throws InterruptedException {
    var mine = slots(engine);
    var turn = tasks.newSignal();
    synchronized (mine) {
      if (mine.free > 0) {
        mine.free--;
        return;
      }
      mine.waiting.add(turn);
    }
    try {
      // A slot is handed over: whoever is taken off the queue has it.
      while (stillWaiting(mine, turn)) {
        turn.await(LOOK_AGAIN);
      }
    } catch (InterruptedException e) {
      if (!giveUp(mine, turn)) {
        leave(engine);
      }
      throw e;
    }
  }

  void leave(String engine) {
    var mine = slots(engine);
    Signal next;
    synchronized (mine) {
      next = mine.waiting.poll();
      if (next == null) {
        mine.free++;
        return;
      }
    }
    next.raise();
  }

  private static boolean stillWaiting(Slots mine, Signal turn) {
    synchronized (mine) {
      return mine.waiting.contains(turn);
    }
  }

  private static boolean giveUp(Slots mine, Signal turn) {
    synchronized (mine) {
      return mine.waiting.remove(turn);
    }
  }

  private Slots slots(String engine) {
    var found = slots.get(engine);
    if (found == null) {
      throw new IllegalArgumentException("no engine '" + engine + "' is set up here");
    }
    return found;
  }
}
