-- duckdb
WITH model_2 AS (
    SELECT DISTINCT COALESCE(o."note", '') AS "name"
    FROM {Shop.RawOrder} AS o
),
distinct_rows AS (
    SELECT c."name"
    FROM {Shop.RawCustomer} AS c
    UNION
    SELECT model_2."name"
    FROM model_2
)
SELECT distinct_rows."name"
FROM distinct_rows
UNION ALL
SELECT UPPER(c_2."name") AS "name"
FROM {Shop.RawCustomer} AS c_2

-- postgres
WITH model_2 AS (
    SELECT DISTINCT COALESCE(o."note", '') AS "name"
    FROM {Shop.RawOrder} AS o
),
distinct_rows AS (
    SELECT c."name"
    FROM {Shop.RawCustomer} AS c
    UNION
    SELECT model_2."name"
    FROM model_2
)
SELECT distinct_rows."name"
FROM distinct_rows
UNION ALL
SELECT UPPER(c_2."name") AS "name"
FROM {Shop.RawCustomer} AS c_2

