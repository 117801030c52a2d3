-- duckdb
WITH t_2 AS (
    SELECT DISTINCT COALESCE(o.note, '') AS name
    FROM {Shop.RawOrder} AS o
),
distinct_rows AS (
    SELECT c.name
    FROM {Shop.RawCustomer} AS c
    UNION
    SELECT t.name
    FROM t_2 AS t
)
SELECT distinct_rows.name
FROM distinct_rows
UNION ALL
SELECT UPPER(c.name) AS name
FROM {Shop.RawCustomer} AS c

-- postgres
WITH t_2 AS (
    SELECT DISTINCT COALESCE(o.note, '') AS name
    FROM {Shop.RawOrder} AS o
),
distinct_rows AS (
    SELECT c.name
    FROM {Shop.RawCustomer} AS c
    UNION
    SELECT t.name
    FROM t_2 AS t
)
SELECT distinct_rows.name
FROM distinct_rows
UNION ALL
SELECT UPPER(c.name) AS name
FROM {Shop.RawCustomer} AS c

-- snowflake
WITH t_2 AS (
    SELECT DISTINCT COALESCE(o.note, '') AS name
    FROM {Shop.RawOrder} AS o
),
distinct_rows AS (
    SELECT c.name
    FROM {Shop.RawCustomer} AS c
    UNION
    SELECT t.name
    FROM t_2 AS t
)
SELECT distinct_rows.name
FROM distinct_rows
UNION ALL
SELECT UPPER(c.name) AS name
FROM {Shop.RawCustomer} AS c

