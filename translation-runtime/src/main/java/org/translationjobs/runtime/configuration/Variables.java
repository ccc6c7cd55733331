package org.translationjobs.runtime.configuration;

import java.util.List;

/** Every environment variable that is read: the one list from which help and docs are made. */
public final class Variables {
  public static final Variable DATABASE_URL = Variable.secret(
      "DATABASE_URL",
      "PostgreSQL: `postgresql://user:password@host:5432/db?sslmode=…`; `postgres://` and"
          + " `jdbc:postgresql:` too. Required");
  public static final Variable DATABASE_POOL_SIZE = Variable.of(
      "DATABASE_POOL_SIZE", "10", "connections to PostgreSQL at most, from 3 to 200");
  public static final Variable DATABASE_SCHEMA = Variable.of(
      "DATABASE_SCHEMA", "",
      "schema of the other services' tables; not set: by the connection's search path");
  public static final Variable JOBS_TABLE = Variable.of(
      "JOBS_TABLE", "translation_jobs", "what the table of jobs is called");
  public static final Variable SUBTASKS_TABLE = Variable.of(
      "SUBTASKS_TABLE", "translation_subtasks", "what the table of subtasks is called");
  public static final Variable NOVELS_TABLE = Variable.of(
      "NOVELS_TABLE", "novels", "what the table of novels is called");
  public static final Variable VOLUMES_TABLE = Variable.of(
      "VOLUMES_TABLE", "volumes", "what the table of volumes is called");
  public static final Variable CHAPTERS_TABLE = Variable.of(
      "CHAPTERS_TABLE", "chapters", "what the table of chapters is called");
  public static final Variable NOVEL_TEXTS_TABLE = Variable.of(
      "NOVEL_TEXTS_TABLE", "novel_translations(novel_id, lang, title, description)",
      "table and columns of the novels' texts");
  public static final Variable VOLUME_TEXTS_TABLE = Variable.of(
      "VOLUME_TEXTS_TABLE", "volume_translations(volume_id, lang, title, description)",
      "table and columns of the volumes' texts");
  public static final Variable CHAPTER_TEXTS_TABLE = Variable.of(
      "CHAPTER_TEXTS_TABLE", "chapter_translations(chapter_id, lang, title, content)",
      "table and columns of the chapters' texts");
  public static final Variable REDIS_URL = Variable.secret(
      "REDIS_URL",
      "Redis or Valkey: `redis://`, `rediss://`, `redis-sentinel://…`; several nodes, separated by"
          + " commas, for Cluster. Without it, jobs are found by looking into PostgreSQL alone");
  public static final Variable REDIS_CA_CERTIFICATE = Variable.of(
      "REDIS_CA_CERTIFICATE", "",
      "PEM file that the certificate of a `rediss://` server is checked against; not set: the"
          + " JVM's own list");
  public static final Variable TRANSLATION_QUEUE = Variable.of(
      "TRANSLATION_QUEUE", "translation_queue", "name of the Redis list that announces jobs");

  public static final Variable S3_BUCKET = Variable.of(
      "S3_BUCKET", "",
      "staging in this bucket; credentials from the AWS default chain. Wins over `STAGING_DIR`");
  public static final Variable S3_PREFIX = Variable.of(
      "S3_PREFIX", "", "key prefix inside the bucket");
  public static final Variable S3_ENDPOINT = Variable.of(
      "S3_ENDPOINT", "", "URL of an S3 server that is not Amazon's");
  public static final Variable S3_REGION = Variable.of(
      "S3_REGION", "",
      "region; not set: the AWS default chain, and `us-east-1` with `S3_ENDPOINT`");
  public static final Variable S3_PATH_STYLE = Variable.of(
      "S3_PATH_STYLE", "true with S3_ENDPOINT, else false",
      "`true`: the bucket stands in the path, not in the host name");
  public static final Variable S3_CACHE_MB = Variable.of(
      "S3_CACHE_MB", "64, or an eighth of the heap if that is less",
      "so much of what it staged last, in MB, a worker keeps in memory; in its promotions it lists"
          + " these objects, a thousand in one request, instead of fetching each; 0: none");
  public static final Variable STAGING_DIR = Variable.of(
      "STAGING_DIR", "./staging", "staging folder when no bucket is set");
  public static final Variable STAGING_RETENTION_DAYS = Variable.of(
      "STAGING_RETENTION_DAYS", "7", "how long staged objects are kept after their promotion");

  public static final Variable TRANSLATION_ENGINE = Variable.of(
      "TRANSLATION_ENGINE", "",
      "one engine, or several separated by commas, each taking over where the one before fails:"
          + " `openai`, `deepl`, `libretranslate`, `apertium`, `pseudo`; `placeholder` only alone; `openai-2`"
          + " to `openai-9` are further endpoints, set by `OPENAI_2_BASE_URL` and so on. Required to translate");
  public static final Variable ENGINE_TIMEOUT_SECONDS = Variable.of(
      "ENGINE_TIMEOUT_SECONDS", "600", "after which one engine call is given up");
  public static final Variable PLACEHOLDER_LATENCY_MILLIS = Variable.of(
      "PLACEHOLDER_LATENCY_MILLIS", "0",
      "how long `placeholder` takes for each text, to try out settings without an engine");
  public static final Variable APERTIUM_URL = Variable.of(
      "APERTIUM_URL", "", "Apertium's HTTP service (APY); not set: the command line");
  public static final Variable OPENAI_BASE_URL = Variable.of(
      "OPENAI_BASE_URL", "https://api.openai.com/v1",
      "an OpenAI-compatible endpoint: what stands before `/chat/completions`");
  public static final Variable OPENAI_API_KEY = Variable.secret(
      "OPENAI_API_KEY",
      "its key, or several separated by commas: the next one is used while one is exhausted or"
          + " refused. Not set: none is sent");
  public static final Variable OPENAI_MODEL = Variable.of(
      "OPENAI_MODEL", "", "its model; plans name it. Required for `openai`");
  public static final Variable OPENAI_TEMPERATURE = Variable.of(
      "OPENAI_TEMPERATURE", "", "from 0 to 2; plans name it. Not set: the server's own");
  public static final Variable OPENAI_DIALECT = Variable.of(
      "OPENAI_DIALECT", "openai for api.openai.com, else generic",
      "what the server understands: `openai`, `vllm`, `ollama`, `llama.cpp` or `generic`");
  public static final Variable OPENAI_REQUESTS_PER_MINUTE = Variable.of(
      "OPENAI_REQUESTS_PER_MINUTE", "no limit",
      "requests with each of its keys in a minute at most, of all workers together");
  public static final Variable OPENAI_TOKENS_PER_MINUTE = Variable.of(
      "OPENAI_TOKENS_PER_MINUTE", "no limit",
      "tokens of questions and answers with each of its keys, as estimated before each request");
  public static final Variable OPENAI_MAX_SEGMENTS = Variable.of(
      "OPENAI_MAX_SEGMENTS", "30", "paragraphs in one request at most, up to 200");
  public static final Variable OPENAI_MAX_CHARACTERS = Variable.of(
      "OPENAI_MAX_CHARACTERS", "8000",
      "characters of the source in one request at most, from 500 to 100000: less for a model with"
          + " little context");
  public static final Variable DEEPL_API_KEY = Variable.secret(
      "DEEPL_API_KEY",
      "DeepL's key, or several separated by commas: the next one is used while one is exhausted or"
          + " refused. Required for `deepl`");
  public static final Variable DEEPL_BASE_URL = Variable.of(
      "DEEPL_BASE_URL", "where the key belongs", "another address of DeepL");
  public static final Variable DEEPL_REQUESTS_PER_MINUTE = Variable.of(
      "DEEPL_REQUESTS_PER_MINUTE", "no limit",
      "requests with each of its keys in a minute at most, of all workers together");
  public static final Variable LIBRETRANSLATE_URL = Variable.of(
      "LIBRETRANSLATE_URL", "", "LibreTranslate's address. Required for `libretranslate`");
  public static final Variable LIBRETRANSLATE_API_KEY = Variable.secret(
      "LIBRETRANSLATE_API_KEY", "its key, where it wants one");
  public static final Variable LIBRETRANSLATE_REQUESTS_PER_MINUTE = Variable.of(
      "LIBRETRANSLATE_REQUESTS_PER_MINUTE", "no limit",
      "paragraphs that one worker sends it in a minute at most; too many are answered with a ban");

  public static final Variable PRICE_OPENAI_INPUT = Variable.of(
      "PRICE_OPENAI_INPUT", "0", "what a million input tokens of `openai` cost; for budgets");
  public static final Variable PRICE_OPENAI_OUTPUT = Variable.of(
      "PRICE_OPENAI_OUTPUT", "0", "what a million of its output tokens cost");
  public static final Variable PRICE_DEEPL_CHARACTERS = Variable.of(
      "PRICE_DEEPL_CHARACTERS", "0", "what a million characters of DeepL cost");
  public static final Variable PRICE_CURRENCY = Variable.of(
      "PRICE_CURRENCY", "USD", "in which prices and budgets are given; nothing is converted");

  public static final Variable WORKER_NAME = Variable.of(
      "WORKER_NAME", "<host>-<process id>", "for people: in logs, `translation-cli workers`");
  public static final Variable WORKER_CONCURRENCY = Variable.of(
      "WORKER_CONCURRENCY", "16", "subtasks in flight per worker, from 1 to 1000");
  public static final Variable LEASE_SECONDS = Variable.of(
      "LEASE_SECONDS", "15",
      "after which the claims of a worker that gives no sign are taken back; at least three"
          + " heartbeats");
  public static final Variable HEARTBEAT_SECONDS = Variable.of(
      "HEARTBEAT_SECONDS", "5", "between two signs of life");
  public static final Variable SHUTDOWN_SECONDS = Variable.of(
      "SHUTDOWN_SECONDS", "30", "how long a stop may take; what still runs then is handed back");
  public static final Variable MAX_ATTEMPTS = Variable.of(
      "MAX_ATTEMPTS", "5", "attempts of a subtask before it is FAILED");
  public static final Variable RETRY_BASE_SECONDS = Variable.of(
      "RETRY_BASE_SECONDS", "2", "wait before a subtask's second attempt; doubles each time");
  public static final Variable RETRY_CAP_SECONDS = Variable.of(
      "RETRY_CAP_SECONDS", "120", "longest wait between two attempts");
  public static final Variable FAILURE_POLICY = Variable.of(
      "FAILURE_POLICY", "finish-others",
      "after a subtask FAILED: `finish-others` runs the rest first, `fail-fast` ends the job");
  public static final Variable OVERWRITE_EDITS = Variable.of(
      "OVERWRITE_EDITS", "false",
      "`true`: promotion replaces rows that someone edited since their last promotion");
  public static final Variable FOREIGN_CLAIM_SECONDS = Variable.of(
      "FOREIGN_CLAIM_SECONDS", "600",
      "a job that another program has IN_PROGRESS is taken over after so long without a change");
  public static final Variable CREATOR_GRACE_SECONDS = Variable.of(
      "CREATOR_GRACE_SECONDS", "60",
      "a job that is announced but not visible yet, or has fewer subtasks than `total_subtasks`,"
          + " waits so long for its creator");
  public static final Variable MIGRATE = Variable.of(
      "MIGRATE", "true",
      "the worker brings the schema `translation_ops` up to date at its start; `false`:"
          + " `translation-cli migrate` does");

  public static final Variable HTTP_BIND = Variable.of(
      "HTTP_BIND", "127.0.0.1", "address of health and metrics");
  public static final Variable HTTP_PORT = Variable.of(
      "HTTP_PORT", "8081", "port of health and metrics; 0 turns them off");
  public static final Variable LOG_FORMAT = Variable.of(
      "LOG_FORMAT", "text", "`text` or `json`, one object a line");
  public static final Variable LOG_LEVEL = Variable.of(
      "LOG_LEVEL", "info",
      "`error`, `warn`, `info` or `debug`; of a job's subtasks that take less than a second each,"
          + " `info` tells one a second");

  private static final List<Variable> ALL = List.of(
      DATABASE_URL, DATABASE_POOL_SIZE, DATABASE_SCHEMA, JOBS_TABLE, SUBTASKS_TABLE, NOVELS_TABLE,
      VOLUMES_TABLE, CHAPTERS_TABLE, NOVEL_TEXTS_TABLE, VOLUME_TEXTS_TABLE, CHAPTER_TEXTS_TABLE,
      REDIS_URL,
      REDIS_CA_CERTIFICATE, TRANSLATION_QUEUE,
      S3_BUCKET, S3_PREFIX, S3_ENDPOINT, S3_REGION, S3_PATH_STYLE, S3_CACHE_MB, STAGING_DIR,
      STAGING_RETENTION_DAYS,
      TRANSLATION_ENGINE, ENGINE_TIMEOUT_SECONDS, PLACEHOLDER_LATENCY_MILLIS, APERTIUM_URL,
      OPENAI_BASE_URL, OPENAI_API_KEY, OPENAI_MODEL, OPENAI_TEMPERATURE, OPENAI_DIALECT,
      OPENAI_REQUESTS_PER_MINUTE, OPENAI_TOKENS_PER_MINUTE,
      OPENAI_MAX_SEGMENTS, OPENAI_MAX_CHARACTERS,
      DEEPL_API_KEY, DEEPL_BASE_URL, DEEPL_REQUESTS_PER_MINUTE,
      LIBRETRANSLATE_URL, LIBRETRANSLATE_API_KEY, LIBRETRANSLATE_REQUESTS_PER_MINUTE,
      PRICE_OPENAI_INPUT, PRICE_OPENAI_OUTPUT, PRICE_DEEPL_CHARACTERS, PRICE_CURRENCY,
      WORKER_NAME, WORKER_CONCURRENCY, LEASE_SECONDS, HEARTBEAT_SECONDS, SHUTDOWN_SECONDS,
      MAX_ATTEMPTS, RETRY_BASE_SECONDS, RETRY_CAP_SECONDS, FAILURE_POLICY, OVERWRITE_EDITS,
      FOREIGN_CLAIM_SECONDS, CREATOR_GRACE_SECONDS, MIGRATE,
      HTTP_BIND, HTTP_PORT, LOG_FORMAT, LOG_LEVEL);

  private Variables() {}

  /** In the order of the documentation. */
  public static List<Variable> all() {
    return ALL;
  }

  /** The table of docs/configuration.md. */
  public static String asMarkdown() {
    var table = new StringBuilder("| variable | meaning | default |\n|---|---|---|\n");
    for (var variable : ALL) {
      table.append("| `")
          .append(variable.name())
          .append("` ")
          .append(variable.secret() ? "(secret) " : "")
          .append("| ")
          .append(variable.meaning())
          .append(" | ")
          .append(defaultCell(variable))
          .append(" |\n");
    }
    return table.toString();
  }

  /** The list of {@code --help}, for a terminal. */
  public static String asHelp() {
    var help = new StringBuilder();
    for (var variable : ALL) {
      var byDefault = variable.defaultText().isEmpty() ? "" : " [" + variable.defaultText() + "]";
      help.append("  ")
          .append(variable.name())
          .append(variable.secret() ? " (or " + variable.fileName() + ")" : "")
          .append(byDefault)
          .append('\n')
          .append("      ")
          .append(variable.meaning().replace("`", ""))
          .append('\n');
    }
    return help.toString();
  }

  private static String defaultCell(Variable variable) {
    return variable.defaultText().isEmpty()
        ? "–"
        : "`" + variable.defaultText() + "`";
  }
}
