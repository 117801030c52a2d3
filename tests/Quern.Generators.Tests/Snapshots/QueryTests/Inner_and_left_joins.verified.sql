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
WITH d AS (
    SELECT
        x."ID",
        x."NAME",
        x."LEVEL"
    FROM {Shop.RawCustomer} AS x
    WHERE x."LEVEL" > 1
)
SELECT
    o."ID",
    COALESCE(d_2."NAME", c."NAME") AS "NAME",
    d_2."LEVEL",
    d_2."ID" IS NOT NULL AS "IS_KNOWN"
FROM {Shop.RawOrder} AS o
JOIN {Shop.RawCustomer} AS c ON o."CUSTOMER_ID" = c."ID"
LEFT JOIN d AS d_2 ON COALESCE(o."CUSTOMER_ID", 0) = d_2."ID"
    AND c."NAME" = d_2."NAME"

