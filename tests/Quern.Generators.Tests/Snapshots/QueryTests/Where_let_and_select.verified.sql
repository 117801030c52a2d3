-- duckdb
SELECT
    o.id,
    CAST(o.cents * 0.01 AS DECIMAL(18,4)) AS amount,
    COALESCE(o.note, 'unknown') AS note
FROM {Shop.RawOrder} AS o
WHERE o.cents * 0.01 > 10
    AND (o.customer_id IS NULL OR o.customer_id <= 5)
    AND o.note IS DISTINCT FROM 'x'

-- postgres
SELECT
    o.id,
    CAST(o.cents * 0.01 AS numeric(18,4)) AS amount,
    COALESCE(o.note, 'unknown') AS note
FROM {Shop.RawOrder} AS o
WHERE o.cents * 0.01 > 10
    AND (o.customer_id IS NULL OR o.customer_id <= 5)
    AND o.note IS DISTINCT FROM 'x'

-- snowflake
SELECT
    o.id,
    CAST(o.cents * 0.01 AS NUMBER(18,4)) AS amount,
    COALESCE(o.note, 'unknown') AS note
FROM {Shop.RawOrder} AS o
WHERE o.cents * 0.01 > 10
    AND (o.customer_id IS NULL OR o.customer_id <= 5)
    AND o.note IS DISTINCT FROM 'x'

