package org.translationjobs.engines.openai;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.translationjobs.core.engine.EngineCapabilities;
import org.translationjobs.core.engine.EngineReply;
import org.translationjobs.core.engine.EngineRequest;
import org.translationjobs.core.engine.FailureKind;
import org.translationjobs.core.engine.SegmentFormat;
import org.translationjobs.core.engine.TranslationEngine;
import org.translationjobs.core.engine.Usage;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.engines.Deadline;
import org.translationjobs.engines.KeyLimits;
import org.translationjobs.engines.KeyRing;
import org.translationjobs.engines.TextRules;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Models behind the protocol of chat completions. The answer is streamed and stopped as soon as it is
 * known to be useless. Keeps connections; closing ends them.
 */
public final class OpenAiEngine implements TranslationEngine, AutoCloseable {
  static final String NAME = "openai";

  /** The parameters of a plan that it understands. */
  static final String MODEL = "model";
  static final String TEMPERATURE = "temperature";

  private static final Duration LISTING = Duration.ofSeconds(15);
  private static final int MODELS_SHOWN = 5;

  private final OpenAiSettings settings;
  private final EngineCapabilities capabilities;
  private final ChatServer server;
  private final KeyRing keys;
  private final Map<String, ModelProfile> profiles = new ConcurrentHashMap<>();

  public OpenAiEngine(OpenAiSettings settings, KeyLimits limits) {
    this.settings = settings;
    capabilities =
        new EngineCapabilities(
            Set.of(SegmentFormat.PLAIN, SegmentFormat.MARKED), settings.size().segments(),
            settings.size().characters(), 16, true, true, false, true);
    server = new ChatServer(settings.baseUrl());
    keys = new KeyRing(server.address(), settings.keys(), limits);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public EngineCapabilities capabilities() {
    return capabilities;
  }

  @Override
  public Map<String, String> planParameters() {
    var parameters = new HashMap<String, String>();
    parameters.put(MODEL, settings.model());
    settings.temperature().ifPresent(t -> parameters.put(TEMPERATURE, String.valueOf(t)));
    return parameters;
  }

  /**
   * {@inheritDoc} A model can be asked for any pair, so this only looks whether the server answers,
   * takes the key and has the model.
   */
  @Override
  public String instructions(EngineRequest request) {
    return Prompt.instructions(request);
  }

  @Override
  public PairSupport supports(LanguagePair pair) throws InterruptedException {
    var key = keys.free();
    if (key.isEmpty()) {
      return new PairSupport.Unknown("every key is parked");
    }
    var failures = new ChatFailures(server.address(), settings.model(), settings.variables());
    var answer = new ChatAnswer("");
    try {
      var status = server.models(key.get(), LISTING, answer);
      if (status.code() == 401 || status.code() == 403) {
        return new PairSupport.Unknown(
            server.address() + " answered " + status.code() + "; check "
                + settings.variables() + "_API_KEY");
      }
      return status.isOk()
          ? missing(models(answer.raw())).<PairSupport>map(PairSupport.Unknown::new)
              .orElseGet(PairSupport.Supported::new)
          : new PairSupport.Supported();
    } catch (TimeoutException e) {
      return new PairSupport.Unknown(failures.late(LISTING).message());
    } catch (IOException e) {
      return new PairSupport.Unknown(failures.unreachable(e).message());
    }
  }

  private Optional<String> missing(List<String> models) {
    var isThere =
        models.isEmpty()
            || models.stream()
                .anyMatch(
                    name -> name.equals(settings.model())
                        || name.startsWith(settings.model() + ":")
                        || name.endsWith("/" + settings.model()));
    return isThere
        ? Optional.empty()
        : Optional.of(
            server.address() + " lists no model '" + settings.model() + "', but "
                + models.stream().limit(MODELS_SHOWN).toList() + "; check " + settings.variables()
                + "_MODEL");
  }

  private static List<String> models(String json) {
    try {
      var names = new ArrayList<String>();
      for (var model : JsonMapper.shared().readTree(json).path("data")) {
        names.add(model.path("id").asString(""));
      }
      return names;
    } catch (JacksonException e) {
      return List.of();
    }
  }

  @Override
  public EngineReply translate(EngineRequest request) throws InterruptedException {
    var invalid = TextRules.firstInvalid(request.segments());
    if (invalid.isPresent()) {
      return EngineReply.Failure.of(FailureKind.BAD_REQUEST, invalid.get());
    }
    var deadline = Deadline.in(request.timeout());
    var failures = failures(model(request));
    var call = call(request);
    try {
      return keys.call(
          call.size(), deadline, (key, turns) -> call.with(key, turns, deadline));
    } catch (TimeoutException e) {
      return failures.late(request.timeout());
    } catch (IOException e) {
      return failures.unreachable(e);
    }
  }

  @Override
  public Usage most(EngineRequest request) {
    return call(request).most();
  }

  private ChatCall call(EngineRequest request) {
    var model = model(request);
    var profile = profiles.computeIfAbsent(model, name -> new ModelProfile(settings.dialect()));
    return new ChatCall(
        server, profile, request, model, temperature(request.parameters()), failures(model));
  }

  private String model(EngineRequest request) {
    return request.parameters().getOrDefault(MODEL, settings.model());
  }

  private ChatFailures failures(String model) {
    return new ChatFailures(server.address(), model, settings.variables());
  }

  /** A plan that names the model, but no temperature, wants the server's own. */
  private OptionalDouble temperature(Map<String, String> parameters) {
    var planned = parameters.get(TEMPERATURE);
    if (planned != null) {
      return OptionalDouble.of(Double.parseDouble(planned));
    }
    return parameters.containsKey(MODEL) ? OptionalDouble.empty() : settings.temperature();
  }

  @Override
  public void close() {
    server.close();
  }
}
