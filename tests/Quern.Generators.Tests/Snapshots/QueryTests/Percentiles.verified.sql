-- duckdb
SELECT
    o.status,
    PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY CAST(o.cents AS DOUBLE)) AS high,
    PERCENTILE_DISC(0.75) WITHIN GROUP (ORDER BY CASE WHEN o.cents > 100000 THEN o."at" END) AS late
FROM {Shop.RawOrder} AS o
GROUP BY o.status

-- postgres
SELECT
    o.status,
    PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY CAST(o.cents AS double precision)) AS high,
    PERCENTILE_DISC(0.75) WITHIN GROUP (ORDER BY CASE WHEN o.cents > 100000 THEN o."at" END) AS late
FROM {Shop.RawOrder} AS o
GROUP BY o.status

-- snowflake
SELECT
    o.status,
    PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY CAST(o.cents AS FLOAT)) AS high,
    PERCENTILE_DISC(0.75) WITHIN GROUP (ORDER BY CASE WHEN o.cents > 100000 THEN o."AT" END) AS late
FROM {Shop.RawOrder} AS o
GROUP BY o.status

