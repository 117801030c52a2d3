-- duckdb
SELECT c.name
FROM {Shop.RawCustomer} AS c
UNION
SELECT COALESCE(o.note, '') AS name
FROM {Shop.RawOrder} AS o
UNION ALL
SELECT UPPER(c.name) AS name
FROM {Shop.RawCustomer} AS c

-- postgres
SELECT c.name
FROM {Shop.RawCustomer} AS c
UNION
SELECT COALESCE(o.note, '') AS name
FROM {Shop.RawOrder} AS o
UNION ALL
SELECT UPPER(c.name) AS name
FROM {Shop.RawCustomer} AS c

-- snowflake
SELECT c.name
FROM {Shop.RawCustomer} AS c
UNION
SELECT COALESCE(o.note, '') AS name
FROM {Shop.RawOrder} AS o
UNION ALL
SELECT UPPER(c.name) AS name
FROM {Shop.RawCustomer} AS c

