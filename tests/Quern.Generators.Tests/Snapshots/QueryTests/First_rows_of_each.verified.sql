-- duckdb
WITH o AS (
    SELECT
        o.id,
        o.customer_id,
        o.note,
        ROW_NUMBER() OVER (PARTITION BY o.customer_id ORDER BY o."at" DESC, o.id) AS row_number
    FROM {Shop.RawOrder} AS o
    WHERE o.cents > 0
)
SELECT
    c.id,
    o.id AS "order",
    o.note
FROM {Shop.RawCustomer} AS c
JOIN o ON o.customer_id = c.id
WHERE o.row_number <= 3

-- postgres
WITH o AS (
    SELECT
        o.id,
        o.customer_id,
        o.note,
        ROW_NUMBER() OVER (PARTITION BY o.customer_id ORDER BY o."at" DESC, o.id) AS row_number
    FROM {Shop.RawOrder} AS o
    WHERE o.cents > 0
)
SELECT
    c.id,
    o.id AS "order",
    o.note
FROM {Shop.RawCustomer} AS c
JOIN o ON o.customer_id = c.id
WHERE o.row_number <= 3

-- snowflake
WITH o AS (
    SELECT
        o.id,
        o.customer_id,
        o.note,
        ROW_NUMBER() OVER (PARTITION BY o.customer_id ORDER BY o."AT" DESC, o.id) AS row_number
    FROM {Shop.RawOrder} AS o
    WHERE o.cents > 0
)
SELECT
    c.id,
    o.id AS "ORDER",
    o.note
FROM {Shop.RawCustomer} AS c
JOIN o ON o.customer_id = c.id
WHERE o.row_number <= 3

