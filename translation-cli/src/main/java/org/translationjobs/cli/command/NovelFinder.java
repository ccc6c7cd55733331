package org.translationjobs.cli.command;

import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.translationjobs.cli.CliFailure;
import org.translationjobs.core.job.LanguagePair;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.submission.Submissions;
import org.translationjobs.core.submission.Submissions.KnownNovel;

/** Finds the novel and the languages that a command names. */
final class NovelFinder {
  private static final String WHOLE_ID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  private final Submissions submissions;

  NovelFinder(Submissions submissions) {
    this.submissions = submissions;
  }

  /** The one novel with this id or slug. */
  KnownNovel find(String idOrSlug) {
    var name = idOrSlug.strip();
    var found = submissions.novels(name);
    if (found.isEmpty()) {
      throw CliFailure.notFound("there is no novel with the id or slug '" + name
          + "'; put it in with 'translation-cli import'");
    }
    if (found.size() > 1) {
      var ids = new ArrayList<String>();
      found.stream().limit(4).forEach(each -> ids.add(each.id().toString()));
      throw CliFailure.usage(found.size() + " novels have the slug '" + name + "': "
          + String.join(", ", ids) + "; give an id");
    }
    return found.getFirst();
  }

  /** The same, and the id of a novel that others deleted: what we know of it may still be there. */
  NovelId idOf(String idOrSlug) {
    var name = idOrSlug.strip();
    return name.matches(WHOLE_ID) && submissions.novels(name).isEmpty()
        ? new NovelId(UUID.fromString(name))
        : find(name).id();
  }

  /**
   * From which language into which.
   *
   * @param from
   *          where it was given; else the only language in which the novel exists beside the target
   */
  static LanguagePair languages(KnownNovel novel, @Nullable String from, String to) {
    var source = from == null ? source(novel, to) : language(from, "--from");
    var languages = LanguagePair.of(source, language(to, "--to"));
    if (languages.sameLanguage()) {
      throw CliFailure.usage("--from and --to are the same language: " + languages.from());
    }
    return languages;
  }

  private static String source(KnownNovel novel, String to) {
    var others = novel.languages().stream().filter(lang -> !lang.equalsIgnoreCase(to)).toList();
    if (novel.languages().size() == 1) {
      return novel.languages().getFirst();
    }
    if (others.size() == 1) {
      return others.getFirst();
    }
    throw novel.languages().isEmpty()
        ? CliFailure.notFound("novel " + novel.id() + " has no text in any language")
        : CliFailure.usage("novel " + novel.id()
            + " exists in several languages; add --from with one"
            + " of " + String.join(", ", others));
  }

  private static String language(String tag, String option) {
    if (!tag.matches("[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*")) {
      throw CliFailure.usage(option + " is '" + tag
          + "'; allowed: a language tag such as en or pt-BR");
    }
    return tag;
  }
}
