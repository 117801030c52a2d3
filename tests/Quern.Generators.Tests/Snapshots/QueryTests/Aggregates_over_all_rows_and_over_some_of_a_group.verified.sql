-- duckdb
SELECT
    COALESCE(CAST(SUM(o.cents) AS BIGINT), 0) AS cents,
    CAST(SUM(o.cents) AS BIGINT) AS large,
    MIN(o.id) FILTER (WHERE o.cents > 100000) AS first,
    COUNT(*) > 0 AS "any"
FROM {Shop.RawOrder} AS o
WHERE o.customer_id IS NOT NULL

-- postgres
SELECT
    COALESCE(CAST(SUM(o.cents) AS bigint), 0) AS cents,
    CAST(SUM(o.cents) AS bigint) AS large,
    MIN(o.id) FILTER (WHERE o.cents > 100000) AS first,
    COUNT(*) > 0 AS "any"
FROM {Shop.RawOrder} AS o
WHERE o.customer_id IS NOT NULL

-- snowflake
SELECT
    COALESCE(CAST(SUM(o.cents) AS NUMBER(19,0)), 0) AS cents,
    CAST(SUM(o.cents) AS NUMBER(19,0)) AS large,
    MIN(CASE WHEN o.cents > 100000 THEN o.id END) AS first,
    COUNT(*) > 0 AS "ANY"
FROM {Shop.RawOrder} AS o
WHERE o.customer_id IS NOT NULL

