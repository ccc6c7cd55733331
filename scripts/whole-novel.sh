#!/usr/bin/env bash
# Translates whole novels with Apertium through the worker jar and the CLI, and counts in the tables what came of it:
# rows, paragraphs, tags and untranslated paragraphs.
#
# usage: scripts/whole-novel.sh SCHEMA.sql NOVEL.json TARGET [NOVEL.json TARGET]…
#   SCHEMA  creates the tables of the guide
#   TARGET  a language that an installed Apertium pair translates the novel into
#
# Needs the built jars, Apertium with the pairs, and what lib/servers.sh needs. Exit code: 0 everything is there and has
# its source's structure, 1 not so, 2 could not run.
set -euo pipefail

. "$(dirname "$0")/lib/servers.sh"
[ $# -ge 3 ] || fail "name the schema, a novel and its target language, see the head of this script"
schema=$(realpath "$1")
shift
novels=()
for argument in "$@"; do
  if [ -r "$argument" ]; then novels+=("$(realpath "$argument")"); else novels+=("$argument"); fi
done
start_servers
sql postgres 'CREATE DATABASE site'
"$pg/psql" -qX -v ON_ERROR_STOP=1 "$(url site)" -f "$schema"
settings site 0
cli="$home/bin/translation-cli"
"$cli" migrate >/dev/null
TRANSLATION_ENGINE=apertium start_worker

jobs=()
set -- "${novels[@]}"
while [ $# -ge 2 ]; do
  slug=$(basename "$1" .json)
  "$cli" import "$1" >/dev/null
  jobs+=("$("$cli" submit "$slug" --to "$2" | tail -n 1)")
  shift 2
done
begun=$SECONDS
for job in "${jobs[@]}"; do await_completed site "$job"; done
echo "${#jobs[@]} jobs in $((SECONDS - begun)) s"
stop_worker
echo "worker's exit code $worker_exit"

# Paragraphs: what lies between <p> and </p> in HTML, between empty lines in plain text.
result=0
for job in "${jobs[@]}"; do
  line=$(sql site "
    WITH j AS (SELECT * FROM translation_jobs WHERE id = '$job'),
    chapter AS (
      SELECT s.content AS a, t.content AS b
      FROM j JOIN volumes v ON v.novel_id = j.novel_id JOIN chapters c ON c.volume_id = v.id
      JOIN chapter_translations s ON s.chapter_id = c.id AND s.lang = j.from_lang
      LEFT JOIN chapter_translations t ON t.chapter_id = c.id AND t.lang = j.target_lang),
    tag AS (
      SELECT count(*) FILTER (WHERE regexp_count(a, tag) <> regexp_count(coalesce(b, ''), tag)) AS differ
      FROM chapter, unnest(array['<p', '</p>', '<em', '</em>', '<hr', '<abbr', '<blockquote', '<br', '<i>', '<span',
        '\\*', E'\\\\n\\\\s*\\\\n']) tag),
    paragraph AS (
      SELECT p.a, p.b FROM chapter, ROWS FROM (
        regexp_split_to_table(a, '</p>|\\n\\s*\\n'), regexp_split_to_table(coalesce(b, ''), '</p>|\\n\\s*\\n')) p(a, b))
    SELECT format('%s %s %s: %s of %s subtasks DONE; %s chapters, %s missing; %s paragraphs, %s without counterpart,'
        ' %s unchanged; %s tags that differ',
      n.slug, j.target_lang, j.status,
      (SELECT count(*) FROM translation_subtasks WHERE job_id = j.id AND status = 'DONE'), j.total_subtasks,
      (SELECT count(*) FROM chapter), (SELECT count(*) FROM chapter WHERE b IS NULL),
      (SELECT count(*) FROM paragraph), (SELECT count(*) FROM paragraph WHERE a IS NULL OR b IS NULL),
      (SELECT count(*) FROM paragraph WHERE a = b AND length(a) > 30), (SELECT differ FROM tag))
    FROM j JOIN novels n ON n.id = j.novel_id")
  echo "$line"
  [[ $line == *" 0 missing;"*" 0 without counterpart,"*" 0 tags that differ" ]] || result=1
done
[ "$worker_exit" = 0 ] || result=1
exit "$result"
