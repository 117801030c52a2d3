-- duckdb
SELECT
    o.id,
    o.cents * 2 AS cents
FROM {Shop.RawOrder} AS o
WHERE o.id > 1
    AND o.cents >= 10

-- postgres
SELECT
    o.id,
    o.cents * 2 AS cents
FROM {Shop.RawOrder} AS o
WHERE o.id > 1
    AND o.cents >= 10

-- snowflake
SELECT
    o.id,
    o.cents * 2 AS cents
FROM {Shop.RawOrder} AS o
WHERE o.id > 1
    AND o.cents >= 10

