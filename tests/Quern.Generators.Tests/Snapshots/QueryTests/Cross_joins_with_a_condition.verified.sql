-- duckdb
SELECT
    o.id,
    p.id AS other,
    c.name
FROM {Shop.RawOrder} AS o
JOIN {Shop.RawOrder} AS p ON o.customer_id IS NOT DISTINCT FROM p.customer_id
    AND o.id < p.id
LEFT JOIN {Shop.RawCustomer} AS c ON c.level > 0
    AND c."at" <= o."at"
    AND c.name IS DISTINCT FROM p.note
WHERE o.cents > 0

-- postgres
SELECT
    o.id,
    p.id AS other,
    c.name
FROM {Shop.RawOrder} AS o
JOIN {Shop.RawOrder} AS p ON o.customer_id IS NOT DISTINCT FROM p.customer_id
    AND o.id < p.id
LEFT JOIN {Shop.RawCustomer} AS c ON c.level > 0
    AND c."at" <= o."at"
    AND c.name IS DISTINCT FROM p.note
WHERE o.cents > 0

-- snowflake
SELECT
    o.id,
    p.id AS other,
    c.name
FROM {Shop.RawOrder} AS o
JOIN {Shop.RawOrder} AS p ON o.customer_id IS NOT DISTINCT FROM p.customer_id
    AND o.id < p.id
LEFT JOIN {Shop.RawCustomer} AS c ON c.level > 0
    AND c."AT" <= o."AT"
    AND c.name IS DISTINCT FROM p.note
WHERE o.cents > 0

