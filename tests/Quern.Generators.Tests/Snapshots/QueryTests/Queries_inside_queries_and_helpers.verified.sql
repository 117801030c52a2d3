-- duckdb
WITH paid AS (
    SELECT
        o.id,
        o.customer_id
    FROM {Shop.RawOrder} AS o
    WHERE o.status = 'paid'
)
SELECT o.id
FROM paid AS o
WHERE EXISTS (
    SELECT 1
    FROM {Shop.RawCustomer} AS c
    WHERE c.id = o.customer_id
        AND c.level > 2
)
    AND o.id NOT IN (
        SELECT c.id
        FROM {Shop.RawCustomer} AS c
    )

-- postgres
WITH paid AS (
    SELECT
        o.id,
        o.customer_id
    FROM {Shop.RawOrder} AS o
    WHERE o.status = 'paid'
)
SELECT o.id
FROM paid AS o
WHERE EXISTS (
    SELECT 1
    FROM {Shop.RawCustomer} AS c
    WHERE c.id = o.customer_id
        AND c.level > 2
)
    AND o.id NOT IN (
        SELECT c.id
        FROM {Shop.RawCustomer} AS c
    )

-- snowflake
WITH paid AS (
    SELECT
        o.id,
        o.customer_id
    FROM {Shop.RawOrder} AS o
    WHERE o.status = 'paid'
)
SELECT o.id
FROM paid AS o
WHERE EXISTS (
    SELECT 1
    FROM {Shop.RawCustomer} AS c
    WHERE c.id = o.customer_id
        AND c.level > 2
)
    AND o.id NOT IN (
        SELECT c.id
        FROM {Shop.RawCustomer} AS c
    )

