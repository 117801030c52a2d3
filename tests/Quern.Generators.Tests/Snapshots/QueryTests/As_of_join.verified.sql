-- duckdb
WITH c AS (
    SELECT
        c.id,
        c.name,
        LEAD(c."at") OVER (PARTITION BY c.id ORDER BY c."at") AS until,
        c."at" AS "from"
    FROM {Shop.RawCustomer} AS c
)
SELECT
    o.id,
    c.name
FROM {Shop.RawOrder} AS o
LEFT JOIN c ON o.customer_id = c.id
    AND c."from" <= o."at"
    AND (c.until IS NULL OR c.until > o."at")

-- postgres
WITH c AS (
    SELECT
        c.id,
        c.name,
        LEAD(c."at") OVER (PARTITION BY c.id ORDER BY c."at") AS until,
        c."at" AS "from"
    FROM {Shop.RawCustomer} AS c
)
SELECT
    o.id,
    c.name
FROM {Shop.RawOrder} AS o
LEFT JOIN c ON o.customer_id = c.id
    AND c."from" <= o."at"
    AND (c.until IS NULL OR c.until > o."at")

-- snowflake
WITH c AS (
    SELECT
        c.id,
        c.name,
        LEAD(c."AT") OVER (PARTITION BY c.id ORDER BY c."AT") AS until,
        c."AT" AS "FROM"
    FROM {Shop.RawCustomer} AS c
)
SELECT
    o.id,
    c.name
FROM {Shop.RawOrder} AS o
LEFT JOIN c ON o.customer_id = c.id
    AND c."FROM" <= o."AT"
    AND (c.until IS NULL OR c.until > o."AT")

