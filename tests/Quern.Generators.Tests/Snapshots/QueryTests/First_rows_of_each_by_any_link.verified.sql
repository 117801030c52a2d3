-- duckdb
SELECT
    o.id,
    next.id AS next,
    o.cents
FROM {Shop.RawOrder} AS o
LEFT JOIN LATERAL (
    SELECT p.id
    FROM {Shop.RawOrder} AS p
    WHERE p.customer_id IS NOT DISTINCT FROM o.customer_id
        AND p."at" > o."at"
    ORDER BY p."at", p.id
    LIMIT 1
) AS next ON TRUE

-- postgres
SELECT
    o.id,
    next.id AS next,
    o.cents
FROM {Shop.RawOrder} AS o
LEFT JOIN LATERAL (
    SELECT p.id
    FROM {Shop.RawOrder} AS p
    WHERE p.customer_id IS NOT DISTINCT FROM o.customer_id
        AND p."at" > o."at"
    ORDER BY p."at", p.id
    LIMIT 1
) AS next ON TRUE

-- snowflake
WITH o_values AS (
    SELECT DISTINCT
        o.customer_id,
        o."AT"
    FROM {Shop.RawOrder} AS o
),
numbered AS (
    SELECT
        p.id,
        o_values.customer_id AS o_customer_id,
        o_values."AT" AS o_at,
        ROW_NUMBER() OVER (PARTITION BY o_values.customer_id, o_values."AT" ORDER BY p."AT", p.id) AS row_number
    FROM o_values
    JOIN {Shop.RawOrder} AS p ON p.customer_id IS NOT DISTINCT FROM o_values.customer_id
        AND p."AT" > o_values."AT"
),
next AS (
    SELECT
        numbered.id,
        numbered.o_customer_id AS customer_id,
        numbered.o_at AS "AT"
    FROM numbered
    WHERE numbered.row_number <= 1
)
SELECT
    o.id,
    next.id AS next,
    o.cents
FROM {Shop.RawOrder} AS o
LEFT JOIN next ON o.customer_id IS NOT DISTINCT FROM next.customer_id
    AND o."AT" = next."AT"

