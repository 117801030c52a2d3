-- duckdb
WITH x AS (
    SELECT DISTINCT x_3."cents" AS "value"
    FROM {Shop.RawOrder} AS x_3
)
SELECT
    o."id",
    (
        SELECT COUNT(*)
        FROM {Shop.RawCustomer} AS c_2
        WHERE c_2."id" = o."customer_id"
            AND c_2."level" > 1
    ) AS "known",
    (
        SELECT MAX(c_3."id")
        FROM {Shop.RawCustomer} AS c_3
    ) AS "best",
    (
        SELECT COALESCE(CAST(SUM(x_5."value") AS BIGINT), 0)
        FROM x AS x_5
    ) AS "total"
FROM {Shop.RawOrder} AS o
WHERE o."cents" = (
    SELECT MIN(x."cents")
    FROM {Shop.RawOrder} AS x
    WHERE x."customer_id" IS NOT DISTINCT FROM o."customer_id"
)
    AND NOT EXISTS (
        SELECT 1
        FROM {Shop.RawCustomer} AS c
        WHERE c."id" = o."id"
    )
    AND CAST(o."cents" AS DOUBLE) < (
        SELECT SUM(x_2."cents") / COUNT(x_2."cents")
        FROM {Shop.RawOrder} AS x_2
    )

-- postgres
WITH x AS (
    SELECT DISTINCT x_3."cents" AS "value"
    FROM {Shop.RawOrder} AS x_3
)
SELECT
    o."id",
    (
        SELECT COUNT(*)
        FROM {Shop.RawCustomer} AS c_2
        WHERE c_2."id" = o."customer_id"
            AND c_2."level" > 1
    ) AS "known",
    (
        SELECT MAX(c_3."id")
        FROM {Shop.RawCustomer} AS c_3
    ) AS "best",
    (
        SELECT COALESCE(CAST(SUM(x_5."value") AS bigint), 0)
        FROM x AS x_5
    ) AS "total"
FROM {Shop.RawOrder} AS o
WHERE o."cents" = (
    SELECT MIN(x."cents")
    FROM {Shop.RawOrder} AS x
    WHERE x."customer_id" IS NOT DISTINCT FROM o."customer_id"
)
    AND NOT EXISTS (
        SELECT 1
        FROM {Shop.RawCustomer} AS c
        WHERE c."id" = o."id"
    )
    AND CAST(o."cents" AS double precision) < (
        SELECT CAST(SUM(x_2."cents") AS double precision) / NULLIF(COUNT(x_2."cents"), 0)
        FROM {Shop.RawOrder} AS x_2
    )

