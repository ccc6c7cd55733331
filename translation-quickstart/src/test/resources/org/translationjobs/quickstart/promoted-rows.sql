-- Every promoted field of the novels' rows in one language: table, place in the novel, field, SHA-256 of its UTF-8 bytes.
-- :lang is replaced before it runs. Used by QuickstartTest and by scripts/compare-with-guide.sh.
WITH promoted AS (
  SELECT 'novel' AS kind, '-' AS place, 0 AS volume, 0 AS chapter, t.title, 'description' AS field, t.description AS body
  FROM novels n JOIN novel_translations t ON t.novel_id = n.id AND t.lang = ':lang'
  UNION ALL
  SELECT 'volume', v.seq::text, v.seq, 0, t.title, 'description', t.description
  FROM volumes v JOIN volume_translations t ON t.volume_id = v.id AND t.lang = ':lang'
  UNION ALL
  SELECT 'chapter', v.seq || '.' || c.seq, v.seq, c.seq, t.title, 'content', t.content
  FROM volumes v JOIN chapters c ON c.volume_id = v.id
  JOIN chapter_translations t ON t.chapter_id = c.id AND t.lang = ':lang'
)
SELECT concat_ws(' ', kind, place, name, coalesce(encode(sha256(convert_to(value, 'UTF8')), 'hex'), 'NULL')) AS line
FROM promoted, LATERAL (VALUES (1, 'title', title), (2, field, body)) AS fields (position, name, value)
ORDER BY volume, chapter, position
