-- duckdb
WITH d AS (
    SELECT
        x."id",
        x."name",
        x."level"
    FROM {Shop.RawCustomer} AS x
    WHERE x."level" > 1
)
SELECT
    o."id",
    COALESCE(d_2."name", c."name") AS "name",
    d_2."level",
    d_2."id" IS NOT NULL AS "is_known"
FROM {Shop.RawOrder} AS o
JOIN {Shop.RawCustomer} AS c ON o."customer_id" = c."id"
LEFT JOIN d AS d_2 ON COALESCE(o."customer_id", 0) = d_2."id"
    AND c."name" = d_2."name"

-- postgres
WITH d AS (
    SELECT
        x."id",
        x."name",
        x."level"
    FROM {Shop.RawCustomer} AS x
    WHERE x."level" > 1
)
SELECT
    o."id",
    COALESCE(d_2."name", c."name") AS "name",
    d_2."level",
    d_2."id" IS NOT NULL AS "is_known"
FROM {Shop.RawOrder} AS o
JOIN {Shop.RawCustomer} AS c ON o."customer_id" = c."id"
LEFT JOIN d AS d_2 ON COALESCE(o."customer_id", 0) = d_2."id"
    AND c."name" = d_2."name"

