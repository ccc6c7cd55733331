package org.translationjobs.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.promotion.PromotionText;

/** One of the tables with a row of text for each entity and language. */
record ContentTable(EntityType type, Table table, PostgresSettings.Texts names) {

  /** Whether the server refuses a second row for an entity and language. */
  boolean isUnique() {
    return table.uniques().contains(Set.of(names.entity(), names.lang()));
  }

  /** Whether an entity's rows are found without reading those of all others. */
  boolean isIndexed() {
    return table.isIndexedBy(names.entity());
  }

  String entity() {
    return Table.quoted(names.entity());
  }

  String lang() {
    return Table.quoted(names.lang());
  }

  String title() {
    return Table.quoted(names.title());
  }

  String body() {
    return Table.quoted(names.body());
  }

  /** By which the first of several rows is chosen. */
  String rowOrder() {
    return table.has("id") ? Table.quoted("id") : "ctid";
  }

  /** Columns that we fill in a new row beside the four, with the SQL of their values. */
  List<Filled> filledOnInsert() {
    var filled = new ArrayList<Filled>();
    table.column("id")
        .filter(Table.Column::mustBeGiven)
        .ifPresent(c -> filled.add(new Filled("id", newId(c))));
    for (var name : List.of("created_at", "updated_at")) {
      table.column(name)
          .filter(c -> c.isTimestamp() && !c.generated())
          .ifPresent(c -> filled.add(new Filled(name, table.now(name))));
    }
    return filled;
  }

  /** {@code , updated_at = …} for an update; empty without such a column. */
  String touched() {
    return table.column("updated_at")
        .filter(c -> c.isTimestamp() && !c.generated())
        .map(c -> ", " + Table.quoted("updated_at") + " = " + table.now("updated_at"))
        .orElse("");
  }

  /** What forbids to write new rows: a column of which we do not know what belongs there. */
  List<String> unknownColumns() {
    var known = new ArrayList<>(
        List.of(names.entity(), names.lang(), names.title(), names.body()));
    filledOnInsert().forEach(f -> known.add(f.column()));
    return table.columns()
        .values()
        .stream()
        .filter(Table.Column::mustBeGiven)
        .map(Table.Column::name)
        .filter(name -> !known.contains(name))
        .sorted()
        .toList();
  }

  /** Why the table cannot hold this text; empty when it can. */
  Optional<String> refusal(@Nullable String title, @Nullable String body) {
    return table.refusal(names.title(), title).or(() -> table.refusal(names.body(), body));
  }

  /** The same of a text whose reader has looked at every character already. */
  Optional<String> refusal(PromotionText promoted) {
    var text = promoted.text();
    return promoted.encoded().storable()
        ? table.refusalOfStorable(names.title(), text.title())
            .or(() -> table.refusalOfStorable(names.body(), text.body()))
        : refusal(text.title(), text.body());
  }

  private static String newId(Table.Column id) {
    return id.type().equals("uuid") ? "gen_random_uuid()" : "gen_random_uuid()::text";
  }

  record Filled(String column, String value) {}
}
