-- duckdb
SELECT
    o."id",
    c."name"
FROM {Shop.RawOrder} AS o
LEFT JOIN {Shop.RawCustomer} AS c ON o."customer_id" = c."id"

-- postgres
SELECT
    o."id",
    c."name"
FROM {Shop.RawOrder} AS o
LEFT JOIN {Shop.RawCustomer} AS c ON o."customer_id" = c."id"

-- snowflake
SELECT
    o."ID",
    c."NAME"
FROM {Shop.RawOrder} AS o
LEFT JOIN {Shop.RawCustomer} AS c ON o."CUSTOMER_ID" = c."ID"

