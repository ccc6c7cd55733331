package org.translationjobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.translationjobs.core.job.*;
import org.translationjobs.core.promotion.*;
import org.translationjobs.core.run.*;
import org.translationjobs.core.staging.*;
import org.translationjobs.core.text.*;
import org.translationjobs.core.work.*;
import org.translationjobs.testkit.EmbeddedPostgres;

class SmokeTest {
  @Test
  void happyPath() throws Exception {
    var db = EmbeddedPostgres.shared().createDatabase();
    var postgres = new PostgresDatabase(db.dataSource(), PostgresSettings.DEFAULTS);
    postgres.createGuideTables(true);
    postgres.migrate();
    var novel = UUID.randomUUID();
    var job = UUID.randomUUID();
    var sub = UUID.randomUUID();
    try (var c = db.dataSource().getConnection(); var s = c.createStatement()) {
      s.execute("insert into novels values ('" + novel + "', 'x')");
      s.execute("insert into novel_translations(novel_id,lang,title,description) values ('" + novel
          + "','en','T','D')");
      s.execute("insert into translation_jobs values ('" + job + "','" + novel
          + "','en','de','PENDING',0,1,0,null,null,null,null,null,now() at time zone 'utc',now() at time zone 'utc')");
      s.execute("insert into translation_subtasks values ('" + sub + "','" + job + "','novel','"
          + novel
          + "',null,0,10,'PENDING',null,null,null,null,null,now() at time zone 'utc',now() at time zone 'utc')");
    }
    var store = new StoreId("store");
    var plan = new Plan(1, List.of("pseudo"), Map.of("pseudo", Map.of("model", "x")), 0, 0,
        Plan.FailurePolicy.FINISH_OTHERS, false, store);
    var patience = new Jobs.Patience(Duration.ofSeconds(60), Duration.ofSeconds(600));
    assertThat(postgres.jobs().unannounced(patience, 10)).containsExactly(new JobId(job));
    var started = postgres.jobs().activate(new JobId(job), RunRequest.announced(plan), patience);
    System.out.println(started);
    var worker = WorkerId.random();
    var runs = postgres.claims().claimable(worker, 10);
    assertThat(runs).hasSize(1);
    assertThat(runs.getFirst().plan()).isEqualTo(plan);
    var claims = postgres.claims()
        .claim(worker, List.of(runs.getFirst().run()), 5, 5, Duration.ofSeconds(15));
    assertThat(claims).hasSize(1);
    var claim = claims.getFirst();
    assertThat(postgres.claims().renew(worker, List.of(claim.id()), Duration.ofSeconds(15)))
        .isEmpty();
    assertThat(postgres.claims().revoked(worker, List.of(claim.id()))).isEmpty();
    assertThat(postgres.claims().rescue(10)).isEmpty();
    var entity = claim.item().entity().orElseThrow();
    var source = postgres.sourceTexts().read(List.of(entity), "en").get(entity);
    var text = "{\"title\":\"TT\"}";
    var finish = postgres.claims()
        .finish(List.of(new FinishedWork(claim.id(), claim.item(), new StagedResult.Text(text,
            TextHash.of(text.getBytes())), source.hash(), source.version(), "pseudo", List.of(
                "careful"))));
    System.out.println(finish);
    assertThat(postgres.runs().toSettle(Duration.ofMinutes(1), 5)).hasSize(1);
    var settled = postgres.runs()
        .settle(runs.getFirst().run(), worker, store, Duration.ofSeconds(30));
    System.out.println(settled);
    var promotion = ((Runs.Settled.Promote) settled).claim();
    try (var tx = postgres.promotions().begin(promotion)) {
      var items = tx.next(10);
      assertThat(items).hasSize(1);
      System.out.println(tx.write(List.of(new PromotionText(items.getFirst(), new TranslatedText(
          "TT", null)))));
      assertThat(tx.next(10)).isEmpty();
      System.out.println(tx.complete());
    }
    try (var c = db.dataSource().getConnection();
        var s = c.createStatement();
        var r = s.executeQuery(
            "select status, progress, completed_subtasks from translation_jobs")) {
      r.next();
      assertThat(r.getString(1)).isEqualTo("COMPLETED");
    }
    postgres.housekeeping().prune(Duration.ZERO);
    System.out.println(postgres.housekeeping().disposable(store, Duration.ZERO, 10));
  }
}
