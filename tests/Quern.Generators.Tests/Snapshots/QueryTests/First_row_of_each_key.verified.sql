-- duckdb
WITH ranked AS (
    SELECT
        o.id,
        o.note,
        ROW_NUMBER() OVER (PARTITION BY o.customer_id ORDER BY o."at" DESC, o.id) AS row_number
    FROM {Shop.RawOrder} AS o
)
SELECT
    ranked.id,
    ranked.note
FROM ranked
WHERE ranked.row_number = 1

-- postgres
WITH ranked AS (
    SELECT
        o.id,
        o.note,
        ROW_NUMBER() OVER (PARTITION BY o.customer_id ORDER BY o."at" DESC, o.id) AS row_number
    FROM {Shop.RawOrder} AS o
)
SELECT
    ranked.id,
    ranked.note
FROM ranked
WHERE ranked.row_number = 1

-- snowflake
WITH ranked AS (
    SELECT
        o.id,
        o.note,
        ROW_NUMBER() OVER (PARTITION BY o.customer_id ORDER BY o."AT" DESC, o.id) AS row_number
    FROM {Shop.RawOrder} AS o
)
SELECT
    ranked.id,
    ranked.note
FROM ranked
WHERE ranked.row_number = 1

