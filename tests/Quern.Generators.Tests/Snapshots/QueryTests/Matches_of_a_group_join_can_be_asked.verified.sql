-- duckdb
SELECT
    c.id,
    (
        SELECT COUNT(*)
        FROM {Shop.RawOrder} AS o
        WHERE c.id = o.customer_id
    ) AS orders,
    EXISTS (
        SELECT 1
        FROM {Shop.RawOrder} AS o
        WHERE c.id = o.customer_id
            AND o.cents > 100000
    ) AS has_large
FROM {Shop.RawCustomer} AS c
WHERE c.id IN (
    SELECT o.customer_id
    FROM {Shop.RawOrder} AS o
)

-- postgres
SELECT
    c.id,
    (
        SELECT COUNT(*)
        FROM {Shop.RawOrder} AS o
        WHERE c.id = o.customer_id
    ) AS orders,
    EXISTS (
        SELECT 1
        FROM {Shop.RawOrder} AS o
        WHERE c.id = o.customer_id
            AND o.cents > 100000
    ) AS has_large
FROM {Shop.RawCustomer} AS c
WHERE c.id IN (
    SELECT o.customer_id
    FROM {Shop.RawOrder} AS o
)

-- snowflake
SELECT
    c.id,
    (
        SELECT COUNT(*)
        FROM {Shop.RawOrder} AS o
        WHERE c.id = o.customer_id
    ) AS orders,
    (
        SELECT COUNT(*)
        FROM {Shop.RawOrder} AS o
        WHERE c.id = o.customer_id
            AND o.cents > 100000
    ) > 0 AS has_large
FROM {Shop.RawCustomer} AS c
WHERE c.id IN (
    SELECT o.customer_id
    FROM {Shop.RawOrder} AS o
)

