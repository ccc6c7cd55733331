package org.translationjobs.runtime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.translationjobs.core.UnavailableException;
import org.translationjobs.core.job.EntityRef;
import org.translationjobs.core.job.EntityType;
import org.translationjobs.core.job.SubtaskId;
import org.translationjobs.core.staging.StagedText.Read;
import org.translationjobs.core.staging.Staging.Found;
import org.translationjobs.core.text.SourceText;
import org.translationjobs.core.text.TextHash;
import org.translationjobs.core.view.JobView;
import org.translationjobs.core.view.SubtaskView;

/**
 * Finds source and translation: in production where promoted, else in staging. Thread-safe; changes
 * nothing.
 */
public final class TextPairs {
  private final TranslationSystem system;

  TextPairs(TranslationSystem system) {
    this.system = system;
  }

  /**
   * In the order given; a translation that cannot be read is missing, and the origin says why.
   *
   * @throws UnavailableException
   *           when the database cannot be reached
   */
  public List<TextPair> of(JobView job, List<SubtaskView> subtasks) throws InterruptedException {
    var entities = subtasks.stream().flatMap(subtask -> entity(subtask).stream()).toList();
    var sources = system.sourceTexts().read(entities, job.languages().from());
    var production = system.sourceTexts().read(entities, job.languages().to());
    var promoted =
        system.views().promotedTexts(subtasks.stream().map(SubtaskView::id).toList());
    var texts = new ArrayList<TextPair>();
    for (var subtask : subtasks) {
      texts.add(entity(subtask).isPresent()
          ? of(subtask, entity(subtask).get(), sources, production, promoted)
          : new TextPair(subtask, Optional.empty(), Optional.empty(), "unknown entity type"));
    }
    return texts;
  }

  private TextPair of(
      SubtaskView subtask,
      EntityRef entity,
      Map<EntityRef, SourceText> sources,
      Map<EntityRef, SourceText> production,
      Map<SubtaskId, TextHash> promoted)
      throws InterruptedException {
    var source = Optional.ofNullable(sources.get(entity));
    var inProduction = Optional.ofNullable(production.get(entity));
    if (subtask.promoted() && inProduction.isPresent()) {
      var hash = inProduction.get().hash();
      var isEdited = !promoted.getOrDefault(subtask.id(), hash).equals(hash);
      return new TextPair(
          subtask, source, inProduction, isEdited ? TextPair.EDITED : TextPair.PROMOTED);
    }
    if (subtask.status().equals("DONE")) {
      return staged(subtask, entity, source);
    }
    return inProduction.isPresent()
        ? new TextPair(subtask, source, inProduction, "from before this job")
        : new TextPair(subtask, source, Optional.empty(), "not translated: " + subtask.status());
  }

  private TextPair staged(SubtaskView subtask, EntityRef entity, Optional<SourceText> source)
      throws InterruptedException {
    try {
      var inRow = system.views().resultText(subtask.id());
      if (inRow.isPresent()) {
        return read(
            subtask, entity, source, inRow.get().getBytes(StandardCharsets.UTF_8));
      }
      if (subtask.resultPath().isEmpty()) {
        return new TextPair(subtask, source, Optional.empty(), "DONE without a result");
      }
      return switch (system.staging().get(subtask.resultPath().get())) {
        case Found.Content(var bytes) ->
            read(subtask, entity, source, bytes);
        case Found.Missing(var where) ->
            new TextPair(subtask, source, Optional.empty(), "staged result missing: " + where);
        case Found.Refused(var reason) ->
            new TextPair(subtask, source, Optional.empty(), "result_path not accepted: " + reason);
      };
    } catch (UnavailableException e) {
      return new TextPair(subtask, source, Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  private TextPair read(
      SubtaskView subtask, EntityRef entity, Optional<SourceText> source, byte[] json) {
    return switch (system.stagedText().read(entity.type(), json)) {
      case Read.Text(var text) -> new TextPair(
          subtask, source, Optional.of(new SourceText(entity, text.title(), text.body(), "")),
          TextPair.STAGED);
      case Read.Unreadable(var reason) ->
          new TextPair(subtask, source, Optional.empty(), "staged result unreadable: " + reason);
    };
  }

  private static Optional<EntityRef> entity(SubtaskView subtask) {
    return EntityType.fromColumn(subtask.entityType())
        .map(type -> new EntityRef(type, subtask.entityId()));
  }
}
