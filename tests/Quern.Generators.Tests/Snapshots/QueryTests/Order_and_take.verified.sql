-- duckdb
SELECT
    o.id,
    o.note
FROM {Shop.RawOrder} AS o
ORDER BY o."at" DESC, o.note NULLS FIRST
LIMIT 10
OFFSET 5

-- postgres
SELECT
    o.id,
    o.note
FROM {Shop.RawOrder} AS o
ORDER BY o."at" DESC, o.note COLLATE "C" NULLS FIRST
LIMIT 10
OFFSET 5

-- snowflake
SELECT
    o.id,
    o.note
FROM {Shop.RawOrder} AS o
ORDER BY o."AT" DESC, o.note NULLS FIRST
LIMIT 10
OFFSET 5

