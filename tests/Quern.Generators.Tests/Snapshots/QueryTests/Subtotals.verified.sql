-- duckdb
SELECT
    o.status,
    CAST(EXTRACT(YEAR FROM o."at") AS INTEGER) AS "year",
    GROUPING(o.status) = 1 AS is_year,
    CAST(SUM(o.cents) AS BIGINT) AS cents
FROM {Shop.RawOrder} AS o
GROUP BY ROLLUP (CAST(EXTRACT(YEAR FROM o."at") AS INTEGER), o.status)
HAVING COUNT(*) > 0
    AND CAST(SUM(o.cents) AS BIGINT) > 0
ORDER BY "year" NULLS FIRST

-- postgres
SELECT
    o.status,
    CAST(EXTRACT(YEAR FROM o."at") AS integer) AS "year",
    GROUPING(o.status) = 1 AS is_year,
    CAST(SUM(o.cents) AS bigint) AS cents
FROM {Shop.RawOrder} AS o
GROUP BY ROLLUP (CAST(EXTRACT(YEAR FROM o."at") AS integer), o.status)
HAVING COUNT(*) > 0
    AND CAST(SUM(o.cents) AS bigint) > 0
ORDER BY "year" NULLS FIRST

-- snowflake
SELECT
    o.status,
    DATE_PART(YEAR, o."AT") AS "YEAR",
    GROUPING(o.status) = 1 AS is_year,
    CAST(SUM(o.cents) AS NUMBER(19,0)) AS cents
FROM {Shop.RawOrder} AS o
GROUP BY ROLLUP (DATE_PART(YEAR, o."AT"), o.status)
HAVING COUNT(*) > 0
    AND CAST(SUM(o.cents) AS NUMBER(19,0)) > 0
ORDER BY "YEAR" NULLS FIRST

