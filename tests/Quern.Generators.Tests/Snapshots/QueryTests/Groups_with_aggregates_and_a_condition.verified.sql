-- duckdb
SELECT
    o.status,
    COUNT(*) AS orders,
    COUNT(*) FILTER (WHERE o.cents > 100000) AS large,
    CAST(SUM(o.cents) AS BIGINT) AS cents,
    MIN(o.customer_id) AS first,
    SUM(o.cents) / COUNT(o.cents) AS mean,
    COUNT(DISTINCT o.customer_id) AS customers
FROM {Shop.RawOrder} AS o
GROUP BY o.status
HAVING COUNT(*) > 1

-- postgres
SELECT
    o.status,
    COUNT(*) AS orders,
    COUNT(*) FILTER (WHERE o.cents > 100000) AS large,
    CAST(SUM(o.cents) AS bigint) AS cents,
    MIN(o.customer_id) AS first,
    CAST(SUM(o.cents) AS double precision) / NULLIF(COUNT(o.cents), 0) AS mean,
    COUNT(DISTINCT o.customer_id) AS customers
FROM {Shop.RawOrder} AS o
GROUP BY o.status
HAVING COUNT(*) > 1

-- snowflake
SELECT
    o.status,
    COUNT(*) AS orders,
    COUNT(CASE WHEN o.cents > 100000 THEN 1 END) AS large,
    CAST(SUM(o.cents) AS NUMBER(19,0)) AS cents,
    MIN(o.customer_id) AS first,
    CAST(SUM(o.cents) AS FLOAT) / NULLIF(COUNT(o.cents), 0) AS mean,
    COUNT(DISTINCT o.customer_id) AS customers
FROM {Shop.RawOrder} AS o
GROUP BY o.status
HAVING COUNT(*) > 1

