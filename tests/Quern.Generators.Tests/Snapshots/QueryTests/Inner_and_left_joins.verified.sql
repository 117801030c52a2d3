-- duckdb
SELECT
    o."id",
    COALESCE(x."name", c."name") AS "name",
    x."level",
    x."id" IS NOT NULL AS "is_known"
FROM {Shop.RawOrder} AS o
JOIN {Shop.RawCustomer} AS c ON o."customer_id" = c."id"
LEFT JOIN {Shop.RawCustomer} AS x ON COALESCE(o."customer_id", 0) = x."id"
    AND c."name" = x."name"
    AND x."level" > 1

-- postgres
SELECT
    o."id",
    COALESCE(x."name", c."name") AS "name",
    x."level",
    x."id" IS NOT NULL AS "is_known"
FROM {Shop.RawOrder} AS o
JOIN {Shop.RawCustomer} AS c ON o."customer_id" = c."id"
LEFT JOIN {Shop.RawCustomer} AS x ON COALESCE(o."customer_id", 0) = x."id"
    AND c."name" = x."name"
    AND x."level" > 1

-- snowflake
SELECT
    o."ID",
    COALESCE(x."NAME", c."NAME") AS "NAME",
    x."LEVEL",
    x."ID" IS NOT NULL AS "IS_KNOWN"
FROM {Shop.RawOrder} AS o
JOIN {Shop.RawCustomer} AS c ON o."CUSTOMER_ID" = c."ID"
LEFT JOIN {Shop.RawCustomer} AS x ON COALESCE(o."CUSTOMER_ID", 0) = x."ID"
    AND c."NAME" = x."NAME"
    AND x."LEVEL" > 1

