-- duckdb
SELECT
    o.status,
    CAST(EXTRACT(YEAR FROM o."at") AS INTEGER) AS "year",
    CAST(SUM(o.cents) AS BIGINT) AS cents
FROM {Shop.RawOrder} AS o
GROUP BY GROUPING SETS ((CAST(EXTRACT(YEAR FROM o."at") AS INTEGER), o.status), (o.status), ())
HAVING COUNT(*) > 0

-- postgres
SELECT
    o.status,
    CAST(EXTRACT(YEAR FROM o."at") AS integer) AS "year",
    CAST(SUM(o.cents) AS bigint) AS cents
FROM {Shop.RawOrder} AS o
GROUP BY GROUPING SETS ((CAST(EXTRACT(YEAR FROM o."at") AS integer), o.status), (o.status), ())
HAVING COUNT(*) > 0

-- snowflake
SELECT
    o.status,
    DATE_PART(YEAR, o."AT") AS "YEAR",
    CAST(SUM(o.cents) AS NUMBER(19,0)) AS cents
FROM {Shop.RawOrder} AS o
GROUP BY GROUPING SETS ((DATE_PART(YEAR, o."AT"), o.status), (o.status), ())
HAVING COUNT(*) > 0

