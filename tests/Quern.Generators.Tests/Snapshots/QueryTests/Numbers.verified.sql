-- duckdb
SELECT
    o.cents // 7 AS quotient,
    CASE WHEN o.id + 1 = 0 THEN error('division by zero') ELSE o.cents % (o.id + 1) END AS rest,
    CAST(CASE WHEN ABS(ROUND(o.cents * 0.125, 2) - o.cents * 0.125) = 0.005 THEN ROUND(o.cents * 0.125 * 0.5, 2) * 2 ELSE ROUND(o.cents * 0.125, 2) END AS DECIMAL(18,4)) AS rounded,
    CAST(TRUNC(CAST(o.cents AS DOUBLE) * 0.5) AS INTEGER) AS whole
FROM {Shop.RawOrder} AS o

-- postgres
SELECT
    o.cents / 7 AS quotient,
    o.cents % (o.id + 1) AS rest,
    CAST(CASE WHEN ABS(ROUND(o.cents * 0.125, 2) - o.cents * 0.125) = 0.005 THEN ROUND(o.cents * 0.125 * 0.5, 2) * 2 ELSE ROUND(o.cents * 0.125, 2) END AS numeric(18,4)) AS rounded,
    CAST(TRUNC(CAST(o.cents AS double precision) * 0.5) AS integer) AS whole
FROM {Shop.RawOrder} AS o

-- snowflake
SELECT
    TRUNC(o.cents / 7) AS quotient,
    MOD(o.cents, o.id + 1) AS rest,
    CAST(CASE WHEN ABS(ROUND(o.cents * 0.125, 2) - o.cents * 0.125) = 0.005 THEN ROUND(o.cents * 0.125 * 0.5, 2) * 2 ELSE ROUND(o.cents * 0.125, 2) END AS NUMBER(18,4)) AS rounded,
    CAST(TRUNC(CAST(o.cents AS FLOAT) * 0.5) AS NUMBER(10,0)) AS whole
FROM {Shop.RawOrder} AS o

