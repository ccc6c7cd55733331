package org.translationjobs.runtime;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.translationjobs.core.job.NovelId;
import org.translationjobs.core.submission.NovelText;
import org.translationjobs.postgres.PostgresDatabase;
import org.translationjobs.postgres.PostgresSettings;

/** The guide's tables in a new database, and a novel in them. */
final class Novels {
  private Novels() {}

  static NovelId imported(DataSource dataSource, NovelText novel) {
    try (var database = new PostgresDatabase(dataSource, PostgresSettings.DEFAULTS)) {
      database.createGuideTables(true);
      return database.submissions().importNovel(novel);
    }
  }

  static List<String> chapters(DataSource dataSource, String lang) throws SQLException {
    try (var connection = dataSource.getConnection();
        var query = connection.prepareStatement(
            "select title || ': ' || content from chapter_translations where lang = ? order by 1")) {
      query.setString(1, lang);
      try (var rows = query.executeQuery()) {
        var found = new ArrayList<String>();
        while (rows.next()) {
          found.add(rows.getString(1));
        }
        return found;
      }
    }
  }
}
