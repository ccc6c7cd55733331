package org.translationjobs.chaos.site;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.testkit.engine.ReceivedRequest;

/**
 * Holds our books of a job, the ledger of its calls and the memory of its novel, against what a chat was
 * really asked. No two texts of the job may be the same.
 */
public final class Books {
  /** From the end of a call in the ledger to its answer in the memory; a worker can die between them. */
  private static final Duration LONGEST_WRITE = Duration.ofSeconds(5);

  private static final String CALLS =
      """
          select c.call_id, c.subtask_id, coalesce(h.by_whom, '?'), c.began_at, c.ended_at,
            c.outcome, c.segments, c.input_tokens, c.output_tokens
          from translation_ops.engine_calls c
          left join lateral (select by_whom from chaos.items i
            where i.new_claim = c.claim_id and i.new_state = 'CLAIMED' limit 1) h on true
          where c.job_id = ? order by c.began_at, c.call_id
          """;
  private static final String MEMORY =
      """
          select m.source, s.id, m.created_at from translation_ops.memory_segments m
          join translation_jobs j on j.novel_id = m.novel_id and j.id = ?
          join translation_subtasks s on s.job_id = j.id and s.entity_id = m.entity_id
          """;

  private final List<Call> calls;
  private final Map<String, Remembered> memory;
  private final List<Audit.Kill> kills;
  private final List<String> wrongs = new ArrayList<>();
  private final Map<ReceivedRequest, Call> callOf = new LinkedHashMap<>();
  private final Set<Call> met = new HashSet<>();

  private Books(List<Call> calls, Map<String, Remembered> memory, List<Audit.Kill> kills) {
    this.calls = calls;
    this.memory = memory;
    this.kills = kills;
  }

  /** A row of the ledger, and who wrote it. */
  private record Call(
      UUID id, UUID subtask, String worker, Instant began, @Nullable Instant ended,
      @Nullable String outcome, int segments, long input, long output) {
    boolean isAnswered() {
      return ended != null && !"interrupted".equals(outcome);
    }
  }

  private record Remembered(UUID subtask, Instant since) {}

  /**
   * @param calls
   *          in the ledger
   * @param unanswered
   *          of these: listed as such, because their worker died or was interrupted
   * @param unsent
   *          of those: the chat never got them
   * @param booked
   *          what the ledger says was used
   * @param unbooked
   *          what the chat reported to calls that are unanswered
   * @param repaid
   *          segments that were asked for again
   * @param unwritten
   *          of these: their answer had been booked and was not yet in the memory when the worker died
   * @param wrongs
   *          whatever is not as it has to be
   */
  public record Findings(
      int calls, int unanswered, int unsent, Usage booked, Usage unbooked, int repaid,
      int unwritten, List<String> wrongs) {}

  /**
   * @param job
   *          whose calls have all ended, or died with their workers
   * @param requests
   *          all that the chat got for it
   */
  public static Findings of(
      Site site, UUID job, List<ReceivedRequest> requests, List<Audit.Kill> kills) {
    var calls = site.query(
        CALLS,
        row -> new Call(
            row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getString(3),
            row.getObject(4, OffsetDateTime.class).toInstant(),
            instant(row.getObject(5, OffsetDateTime.class)), row.getString(6), row.getInt(7),
            row.getLong(8), row.getLong(9)),
        job);
    var memory = new HashMap<String, Remembered>();
    site.query(
        MEMORY,
        row -> memory.put(
            row.getString(1),
            new Remembered(
                row.getObject(2, UUID.class), row.getObject(3, OffsetDateTime.class).toInstant())),
        job);
    return new Books(calls, memory, kills).compare(requests);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private Findings compare(List<ReceivedRequest> requests) {
    requests.forEach(this::find);
    for (var call : calls) {
      if (call.isAnswered() && !met.contains(call)) {
        wrongs.add("call " + call.id() + " is booked, and the chat never got it");
      }
      if (!call.isAnswered() && diedWith(call).isEmpty() && call.ended() == null) {
        wrongs.add("call " + call.id() + " has no end, and its worker was not killed");
      }
    }
    var again = again(requests);
    var unanswered = calls.stream().filter(call -> !call.isAnswered()).toList();
    return new Findings(
        calls.size(), unanswered.size(),
        (int) unanswered.stream().filter(call -> !met.contains(call)).count(),
        calls.stream()
            .map(c -> new Usage(c.isAnswered() ? 1 : 0, c.input(), c.output(), 0))
            .reduce(Usage.NONE, Usage::plus),
        callOf.entrySet()
            .stream()
            .filter(e -> !e.getValue().isAnswered())
            .map(e -> e.getKey().reported())
            .reduce(Usage.NONE, Usage::plus),
        again.repaid(), again.unwritten(), List.copyOf(wrongs));
  }

  /** The one call of the ledger that this request was sent for. */
  private void find(ReceivedRequest request) {
    var known = request.texts()
        .stream()
        .flatMap(text -> Stream.ofNullable(memory.get(text)))
        .findFirst();
    if (known.isEmpty()) {
      wrongs.add("a request for texts that are not remembered: " + request.texts());
      return;
    }
    var subtask = known.get().subtask();
    var found = calls.stream()
        .filter(
            call -> call.subtask().equals(subtask) && !met.contains(call)
                && call.segments() == request.texts().size()
                && !call.began().isAfter(request.arrival())
                && !lastMoment(call).isBefore(request.arrival()))
        .findFirst();
    if (found.isEmpty()) {
      wrongs.add("a request of " + request.arrival() + " that is not in the ledger");
      return;
    }
    var call = found.get();
    met.add(call);
    callOf.put(request, call);
    if (call.isAnswered() && (call.input() != request.reported().inputTokens()
        || call.output() != request.reported().outputTokens())) {
      wrongs.add("call " + call.id() + " is booked with " + call.input() + " and " + call.output()
          + " tokens, the chat reported " + request.reported());
    }
  }

  private record Again(int repaid, int unwritten) {}

  /** A text may be sent again only if the worker that had sent it died before its answer was kept. */
  private Again again(List<ReceivedRequest> requests) {
    var last = new HashMap<String, ReceivedRequest>();
    var repaid = 0;
    var unwritten = 0;
    for (var request : requests) {
      for (var text : request.texts()) {
        var kept = memory.get(text);
        if (kept != null && kept.since().isBefore(request.arrival())) {
          wrongs.add("sent at " + request.arrival() + " although remembered since " + kept.since()
              + ": " + text);
        }
        var before = last.put(text, request);
        if (before != null) {
          repaid++;
          unwritten += lost(before, text) ? 1 : 0;
        }
      }
    }
    return new Again(repaid, unwritten);
  }

  /** Whether the answer was booked before its worker died; anything but a death is a wrong. */
  private boolean lost(ReceivedRequest request, String text) {
    var call = callOf.get(request);
    if (call == null) {
      return false; // told already
    }
    var ended = call.ended();
    if (!call.isAnswered()) {
      if (ended == null && diedWith(call).isEmpty()) {
        wrongs.add("repaid, and nobody had died: " + text);
      }
      return false;
    }
    var death = diedWith(call);
    if (ended == null || death.isEmpty() || death.get().isAfter(ended.plus(LONGEST_WRITE))) {
      wrongs.add("repaid although answered at " + ended + " by call " + call.id() + ": " + text);
    }
    return true;
  }

  /** After which it sent nothing any more: its end, or that of its worker. */
  private Instant lastMoment(Call call) {
    var ended = call.ended();
    return ended == null ? diedWith(call).orElse(Instant.MAX) : ended;
  }

  private Optional<Instant> diedWith(Call call) {
    return kills.stream()
        .filter(kill -> kill.worker().equals(call.worker()) && !kill.at().isBefore(call.began()))
        .map(Audit.Kill::at)
        .findFirst();
  }
}
