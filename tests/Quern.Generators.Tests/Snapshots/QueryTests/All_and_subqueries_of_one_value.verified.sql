-- duckdb
WITH x AS (
    SELECT DISTINCT x."cents"
    FROM {Shop.RawOrder} AS x
)
SELECT
    o."id",
    (
        SELECT COUNT(*)
        FROM {Shop.RawCustomer} AS c
        WHERE c."id" = o."customer_id"
            AND c."level" > 1
    ) AS "known",
    (
        SELECT MAX(c."id")
        FROM {Shop.RawCustomer} AS c
    ) AS "best",
    (
        SELECT COALESCE(CAST(SUM(x."cents") AS BIGINT), 0)
        FROM x
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
        SELECT SUM(x."cents") / COUNT(x."cents")
        FROM {Shop.RawOrder} AS x
    )

-- postgres
WITH x AS (
    SELECT DISTINCT x."cents"
    FROM {Shop.RawOrder} AS x
)
SELECT
    o."id",
    (
        SELECT COUNT(*)
        FROM {Shop.RawCustomer} AS c
        WHERE c."id" = o."customer_id"
            AND c."level" > 1
    ) AS "known",
    (
        SELECT MAX(c."id")
        FROM {Shop.RawCustomer} AS c
    ) AS "best",
    (
        SELECT COALESCE(CAST(SUM(x."cents") AS bigint), 0)
        FROM x
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
        SELECT CAST(SUM(x."cents") AS double precision) / NULLIF(COUNT(x."cents"), 0)
        FROM {Shop.RawOrder} AS x
    )

-- snowflake
WITH x AS (
    SELECT DISTINCT x."CENTS"
    FROM {Shop.RawOrder} AS x
)
SELECT
    o."ID",
    (
        SELECT COUNT(*)
        FROM {Shop.RawCustomer} AS c
        WHERE c."ID" = o."CUSTOMER_ID"
            AND c."LEVEL" > 1
    ) AS "KNOWN",
    (
        SELECT MAX(c."ID")
        FROM {Shop.RawCustomer} AS c
    ) AS "BEST",
    (
        SELECT COALESCE(CAST(SUM(x."CENTS") AS NUMBER(19,0)), 0)
        FROM x
    ) AS "TOTAL"
FROM {Shop.RawOrder} AS o
WHERE o."CENTS" = (
    SELECT MIN(x."CENTS")
    FROM {Shop.RawOrder} AS x
    WHERE x."CUSTOMER_ID" IS NOT DISTINCT FROM o."CUSTOMER_ID"
)
    AND NOT EXISTS (
        SELECT 1
        FROM {Shop.RawCustomer} AS c
        WHERE c."ID" = o."ID"
    )
    AND CAST(o."CENTS" AS FLOAT) < (
        SELECT CAST(SUM(x."CENTS") AS FLOAT) / NULLIF(COUNT(x."CENTS"), 0)
        FROM {Shop.RawOrder} AS x
    )

