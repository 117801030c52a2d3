-- duckdb
WITH x AS (
    SELECT DISTINCT x.cents
    FROM {Shop.RawOrder} AS x
)
SELECT
    o.id,
    (
        SELECT COUNT(*)
        FROM {Shop.RawCustomer} AS c
        WHERE c.id = o.customer_id
            AND c.level > 1
    ) AS known,
    (
        SELECT MAX(c.id)
        FROM {Shop.RawCustomer} AS c
    ) AS best,
    (
        SELECT COALESCE(CAST(SUM(x.cents) AS BIGINT), 0)
        FROM x
    ) AS total
FROM {Shop.RawOrder} AS o
WHERE o.cents = (
    SELECT MIN(x.cents)
    FROM {Shop.RawOrder} AS x
    WHERE x.customer_id IS NOT DISTINCT FROM o.customer_id
)
    AND NOT EXISTS (
        SELECT 1
        FROM {Shop.RawCustomer} AS c
        WHERE c.id = o.id
    )
    AND CAST(o.cents AS DOUBLE) < (
        SELECT SUM(x.cents) / COUNT(x.cents)
        FROM {Shop.RawOrder} AS x
    )

-- postgres
WITH x AS (
    SELECT DISTINCT x.cents
    FROM {Shop.RawOrder} AS x
)
SELECT
    o.id,
    (
        SELECT COUNT(*)
        FROM {Shop.RawCustomer} AS c
        WHERE c.id = o.customer_id
            AND c.level > 1
    ) AS known,
    (
        SELECT MAX(c.id)
        FROM {Shop.RawCustomer} AS c
    ) AS best,
    (
        SELECT COALESCE(CAST(SUM(x.cents) AS bigint), 0)
        FROM x
    ) AS total
FROM {Shop.RawOrder} AS o
WHERE o.cents = (
    SELECT MIN(x.cents)
    FROM {Shop.RawOrder} AS x
    WHERE x.customer_id IS NOT DISTINCT FROM o.customer_id
)
    AND NOT EXISTS (
        SELECT 1
        FROM {Shop.RawCustomer} AS c
        WHERE c.id = o.id
    )
    AND CAST(o.cents AS double precision) < (
        SELECT CAST(SUM(x.cents) AS double precision) / NULLIF(COUNT(x.cents), 0)
        FROM {Shop.RawOrder} AS x
    )

-- snowflake
WITH x AS (
    SELECT DISTINCT x.cents
    FROM {Shop.RawOrder} AS x
)
SELECT
    o.id,
    (
        SELECT COUNT(*)
        FROM {Shop.RawCustomer} AS c
        WHERE c.id = o.customer_id
            AND c.level > 1
    ) AS known,
    (
        SELECT MAX(c.id)
        FROM {Shop.RawCustomer} AS c
    ) AS best,
    (
        SELECT COALESCE(CAST(SUM(x.cents) AS NUMBER(19,0)), 0)
        FROM x
    ) AS total
FROM {Shop.RawOrder} AS o
WHERE o.cents = (
    SELECT MIN(x.cents)
    FROM {Shop.RawOrder} AS x
    WHERE x.customer_id IS NOT DISTINCT FROM o.customer_id
)
    AND NOT EXISTS (
        SELECT 1
        FROM {Shop.RawCustomer} AS c
        WHERE c.id = o.id
    )
    AND CAST(o.cents AS FLOAT) < (
        SELECT CAST(SUM(x.cents) AS FLOAT) / NULLIF(COUNT(x.cents), 0)
        FROM {Shop.RawOrder} AS x
    )

