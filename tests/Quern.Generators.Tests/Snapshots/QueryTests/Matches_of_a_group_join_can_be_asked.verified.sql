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
WHERE EXISTS (
    SELECT 1
    FROM {Shop.RawOrder} AS o
    WHERE c.id = o.customer_id
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
WHERE EXISTS (
    SELECT 1
    FROM {Shop.RawOrder} AS o
    WHERE c.id = o.customer_id
)

-- snowflake
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
WHERE EXISTS (
    SELECT 1
    FROM {Shop.RawOrder} AS o
    WHERE c.id = o.customer_id
)

