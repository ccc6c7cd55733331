package org.translationjobs.engines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.EngineSegment;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.text.OneLine;

/**
 * Apertium by its program, 3.8 or later. Keeps running processes, at most one for each processor;
 * closing ends them.
 */
final class ApertiumCliEngine extends ApertiumEngine {
  private static final int PROCESSES = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8);
  private static final EngineCapabilities CAPABILITIES =
      new EngineCapabilities(
          Set.of(SegmentFormat.PLAIN, SegmentFormat.MARKED), 5_000, 200_000, PROCESSES, false,
          false, true);
  private static final String INSTALL =
      "; install it with: apt-get install apertium apertium-eng-spa";

  private final List<String> program;
  private final ApertiumPipes pipes;

  /** @param program how the program is started, without arguments of a translation */
  ApertiumCliEngine(List<String> program) {
    this.program = List.copyOf(program);
    this.pipes = new ApertiumPipes(this.program, PROCESSES);
  }

  @Override
  public EngineCapabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  EngineReply translate(EngineRequest request, String direction, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    var runs = exchange(request.segments(), true, direction, deadline);
    var targets = new LinkedHashMap<Integer, List<Optional<String>>>();
    var drifted = new ArrayList<EngineSegment>();
    for (var segment : request.segments()) {
      var pieces = pieces(segment.text(), runs.get(segment.id()));
      targets.put(segment.id(), pieces.stream().map(Piece::target).toList());
      for (var piece : pieces) {
        if (piece.target().isEmpty()) {
          drifted.add(new EngineSegment(drifted.size(), piece.source()));
        }
      }
    }
    var again = drifted.isEmpty()
        ? Map.<Integer, ApertiumRun>of()
        : exchange(drifted, false, direction, deadline);
    var next = drifted.iterator();
    return reply(
        request, together(
            targets, () -> {
              var segment = next.next();
              return Optional.ofNullable(again.get(segment.id()))
                  .map(run -> run.textAsPassed(segment.text()));
            }));
  }

  /** A segment, or a sentence of it; without a target where its markup drifted. */
  private record Piece(String source, Optional<String> target) {}

  /** In one where all of it is right, otherwise sentence by sentence, as far as those are known. */
  private static List<Piece> pieces(String source, @Nullable ApertiumRun run) {
    if (run == null) {
      return List.of(new Piece(source, Optional.empty()));
    }
    var whole = new Piece(source, run.text(source));
    if (whole.target().isPresent()) {
      return List.of(whole);
    }
    var sources = ApertiumSentences.of(source);
    var sentences = run.sentences();
    if (sources.size() != sentences.size()) {
      return List.of(whole);
    }
    return IntStream.range(0, sources.size())
        .mapToObj(i -> new Piece(sources.get(i), sentences.get(i).text(sources.get(i))))
        .toList();
  }

  /** The segments of which every piece has come, at the first time or the second. */
  private static Map<Integer, String> together(
      Map<Integer, List<Optional<String>>> targets, Supplier<Optional<String>> again) {
    var texts = new HashMap<Integer, String>();
    targets.forEach((id, pieces) -> {
      var come = pieces.stream().map(piece -> piece.or(again)).toList();
      if (come.stream().allMatch(Optional::isPresent)) {
        texts.put(id, come.stream().map(Optional::orElseThrow).collect(Collectors.joining()));
      }
    });
    return texts;
  }

  private static EngineReply reply(EngineRequest request, Map<Integer, String> targets) {
    var hasText = request.segments().stream().anyMatch(s -> !s.text().isBlank());
    if (hasText && targets.values().stream().allMatch(String::isBlank)) {
      return EngineReply.Failure.of(FailureKind.BAD_REPLY, "apertium answered with nothing");
    }
    var segments = new ArrayList<EngineSegment>();
    for (var segment : request.segments()) {
      Optional.ofNullable(targets.get(segment.id()))
          .ifPresent(text -> segments.add(new EngineSegment(segment.id(), text)));
    }
    return new EngineReply.Translated(segments, Usage.ofCall());
  }

  private Map<Integer, ApertiumRun> exchange(
      List<EngineSegment> segments, boolean tagWords, String direction, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    var sentinel = "tj:e:" + UUID.randomUUID();
    var stream = ApertiumStreamWriter.write(segments, tagWords) + "[" + sentinel + "]";
    var answer = pipes.exchange(direction, stream, sentinel, deadline);
    var runs = new HashMap<Integer, ApertiumRun>();
    ApertiumStreamReader.read(answer.substring(0, answer.indexOf("[" + sentinel)))
        .forEach((id, items) -> runs.put(id, new ApertiumRun(items)));
    return runs;
  }

  @Override
  List<String> list(Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    var command = new ArrayList<>(program);
    command.add("-l");
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      if (!process.waitFor(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
        throw new TimeoutException();
      }
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return output.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    } finally {
      process.destroyForcibly();
    }
  }

  @Override
  String message(IOException e) {
    var problem = OneLine.of(String.valueOf(e.getMessage()));
    return problem.startsWith("Cannot run program")
        ? "the program apertium is not installed" + INSTALL
        : problem;
  }

  @Override
  public void close() {
    pipes.close();
  }
}
