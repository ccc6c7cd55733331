package org.translationjobs.postgres;

import java.util.LinkedHashMap;
import java.util.Map;
import org.translationjobs.core.run.Plan;
import org.translationjobs.core.staging.StoreId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plans as JSON. Fields that a newer version writes are passed over, missing ones have defaults. */
final class PlanJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private PlanJson() {}

  static String write(Plan plan) {
    var json = MAPPER.createObjectNode();
    json.put("version", plan.version());
    var engines = json.putArray("engines");
    plan.engines().forEach(engines::add);
    var parameters = json.putObject("parameters");
    plan.parameters().forEach((engine, values) -> {
      var node = parameters.putObject(engine);
      values.forEach(node::put);
    });
    json.put("promptVersion", plan.promptVersion());
    json.put("glossaryVersion", plan.glossaryVersion());
    json.put("failurePolicy", plan.failurePolicy().name());
    json.put("overwriteEdits", plan.overwriteEdits());
    json.put("store", plan.store().value());
    if (!plan.synopsis().isEmpty()) {
      json.put("synopsis", plan.synopsis());
    }
    return json.toString();
  }

  static Plan read(String text) {
    var json = MAPPER.readTree(text);
    var parameters = new LinkedHashMap<String, Map<String, String>>();
    for (var engine : json.path("parameters").properties()) {
      var values = new LinkedHashMap<String, String>();
      for (var value : engine.getValue().properties()) {
        values.put(value.getKey(), value.getValue().asString());
      }
      parameters.put(engine.getKey(), values);
    }
    return new Plan(
        json.path("version").asInt(Plan.WITHOUT_SYNOPSIS),
        json.path("engines").valueStream().map(JsonNode::asString).toList(),
        parameters,
        json.path("promptVersion").asInt(0),
        json.path("glossaryVersion").asLong(0),
        policy(json.path("failurePolicy").asString("")),
        json.path("overwriteEdits").asBoolean(false),
        new StoreId(json.path("store").asString("unknown")),
        json.path("synopsis").asString(""));
  }

  /** One of a newer version cannot be served anyway, but it must not hide the other runs. */
  private static Plan.FailurePolicy policy(String name) {
    return name.equals(Plan.FailurePolicy.FAIL_FAST.name())
        ? Plan.FailurePolicy.FAIL_FAST
        : Plan.FailurePolicy.FINISH_OTHERS;
  }
}
