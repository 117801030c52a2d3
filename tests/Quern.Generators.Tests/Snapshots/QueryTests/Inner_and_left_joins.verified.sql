-- duckdb
SELECT
    o.id,
    COALESCE(x.name, c.name) AS name,
    x.level,
    x.id IS NOT NULL AS is_known
FROM {Shop.RawOrder} AS o
JOIN {Shop.RawCustomer} AS c ON o.customer_id = c.id
LEFT JOIN {Shop.RawCustomer} AS x ON COALESCE(o.customer_id, 0) = x.id
    AND c.name = x.name
    AND x.level > 1

-- postgres
SELECT
    o.id,
    COALESCE(x.name, c.name) AS name,
    x.level,
    x.id IS NOT NULL AS is_known
FROM {Shop.RawOrder} AS o
JOIN {Shop.RawCustomer} AS c ON o.customer_id = c.id
LEFT JOIN {Shop.RawCustomer} AS x ON COALESCE(o.customer_id, 0) = x.id
    AND c.name = x.name
    AND x.level > 1

-- snowflake
SELECT
    o.id,
    COALESCE(x.name, c.name) AS name,
    x.level,
    x.id IS NOT NULL AS is_known
FROM {Shop.RawOrder} AS o
JOIN {Shop.RawCustomer} AS c ON o.customer_id = c.id
LEFT JOIN {Shop.RawCustomer} AS x ON COALESCE(o.customer_id, 0) = x.id
    AND c.name = x.name
    AND x.level > 1

