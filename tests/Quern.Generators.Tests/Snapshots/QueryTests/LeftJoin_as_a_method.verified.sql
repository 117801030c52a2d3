-- duckdb
SELECT
    o.id,
    c.name
FROM {Shop.RawOrder} AS o
LEFT JOIN {Shop.RawCustomer} AS c ON o.customer_id = c.id

-- postgres
SELECT
    o.id,
    c.name
FROM {Shop.RawOrder} AS o
LEFT JOIN {Shop.RawCustomer} AS c ON o.customer_id = c.id

-- snowflake
SELECT
    o.id,
    c.name
FROM {Shop.RawOrder} AS o
LEFT JOIN {Shop.RawCustomer} AS c ON o.customer_id = c.id

