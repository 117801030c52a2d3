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
WHERE o.customer_id IN (
    SELECT c.id
    FROM {Shop.RawCustomer} AS c
    WHERE c.level > 2
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
WHERE o.customer_id IN (
    SELECT c.id
    FROM {Shop.RawCustomer} AS c
    WHERE c.level > 2
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
WHERE o.customer_id IN (
    SELECT c.id
    FROM {Shop.RawCustomer} AS c
    WHERE c.level > 2
)
    AND o.id NOT IN (
        SELECT c.id
        FROM {Shop.RawCustomer} AS c
    )

