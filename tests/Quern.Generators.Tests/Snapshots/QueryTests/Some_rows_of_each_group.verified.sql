-- duckdb
SELECT
    o.status,
    COALESCE(CAST(SUM(o.cents) FILTER (WHERE o.cents > 100000) AS BIGINT), 0) AS large,
    MIN(o.id) FILTER (WHERE o.cents > 100000) AS first,
    SUM(o.cents) FILTER (WHERE o.cents > 100000) / COUNT(o.cents) FILTER (WHERE o.cents > 100000) AS mean,
    COUNT(*) FILTER (WHERE o.cents > 100000 AND o.note IS NOT NULL) AS "both"
FROM {Shop.RawOrder} AS o
GROUP BY o.status
HAVING CAST(SUM(o.cents) AS BIGINT) > (
    SELECT COALESCE(CAST(SUM(o.cents) AS BIGINT), 0)
    FROM {Shop.RawOrder} AS o
) // 100
ORDER BY CAST(SUM(o.cents) AS BIGINT) DESC, o.status

-- postgres
SELECT
    o.status,
    COALESCE(CAST(SUM(o.cents) FILTER (WHERE o.cents > 100000) AS bigint), 0) AS large,
    MIN(o.id) FILTER (WHERE o.cents > 100000) AS first,
    CAST(SUM(o.cents) FILTER (WHERE o.cents > 100000) AS double precision) / NULLIF(COUNT(o.cents) FILTER (WHERE o.cents > 100000), 0) AS mean,
    COUNT(*) FILTER (WHERE o.cents > 100000 AND o.note IS NOT NULL) AS "both"
FROM {Shop.RawOrder} AS o
GROUP BY o.status
HAVING CAST(SUM(o.cents) AS bigint) > (
    SELECT COALESCE(CAST(SUM(o.cents) AS bigint), 0)
    FROM {Shop.RawOrder} AS o
) / 100
ORDER BY CAST(SUM(o.cents) AS bigint) DESC, o.status COLLATE "C"

-- snowflake
SELECT
    o.status,
    COALESCE(CAST(SUM(CASE WHEN o.cents > 100000 THEN o.cents END) AS NUMBER(19,0)), 0) AS large,
    MIN(CASE WHEN o.cents > 100000 THEN o.id END) AS first,
    CAST(SUM(CASE WHEN o.cents > 100000 THEN o.cents END) AS FLOAT) / NULLIF(COUNT(CASE WHEN o.cents > 100000 THEN o.cents END), 0) AS mean,
    COUNT(CASE WHEN o.cents > 100000 AND o.note IS NOT NULL THEN 1 END) AS "BOTH"
FROM {Shop.RawOrder} AS o
GROUP BY o.status
HAVING CAST(SUM(o.cents) AS NUMBER(19,0)) > TRUNC((
    SELECT COALESCE(CAST(SUM(o.cents) AS NUMBER(19,0)), 0)
    FROM {Shop.RawOrder} AS o
) / 100)
ORDER BY CAST(SUM(o.cents) AS NUMBER(19,0)) DESC, o.status

