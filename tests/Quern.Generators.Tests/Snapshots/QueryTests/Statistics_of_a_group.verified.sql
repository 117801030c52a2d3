-- duckdb
SELECT
    o.status,
    PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY CAST(o.cents AS DOUBLE)) AS median,
    STDDEV_SAMP(CAST(o.cents AS DOUBLE)) AS deviation,
    APPROX_COUNT_DISTINCT(o.customer_id) AS customers
FROM {Shop.RawOrder} AS o
GROUP BY o.status

-- postgres
SELECT
    o.status,
    PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY CAST(o.cents AS double precision)) AS median,
    STDDEV_SAMP(CAST(o.cents AS double precision)) AS deviation,
    COUNT(DISTINCT o.customer_id) AS customers
FROM {Shop.RawOrder} AS o
GROUP BY o.status

-- snowflake
SELECT
    o.status,
    PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY CAST(o.cents AS FLOAT)) AS median,
    STDDEV_SAMP(CAST(o.cents AS FLOAT)) AS deviation,
    APPROX_COUNT_DISTINCT(o.customer_id) AS customers
FROM {Shop.RawOrder} AS o
GROUP BY o.status

