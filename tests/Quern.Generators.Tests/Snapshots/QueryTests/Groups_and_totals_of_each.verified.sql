-- duckdb
SELECT
    c.id,
    g.status,
    g.count AS orders,
    later.count AS later
FROM {Shop.RawCustomer} AS c
CROSS JOIN LATERAL (
    SELECT
        o.status,
        COUNT(*) AS count
    FROM {Shop.RawOrder} AS o
    WHERE o.customer_id = c.id
    GROUP BY o.status
) AS g
CROSS JOIN LATERAL (
    SELECT COUNT(*) AS count
    FROM {Shop.RawOrder} AS o
    WHERE o."at" > c."at"
        AND o.id <> c.id
) AS later
WHERE c.level > 1

-- postgres
SELECT
    c.id,
    g.status,
    g.count AS orders,
    later.count AS later
FROM {Shop.RawCustomer} AS c
CROSS JOIN LATERAL (
    SELECT
        o.status,
        COUNT(*) AS count
    FROM {Shop.RawOrder} AS o
    WHERE o.customer_id = c.id
    GROUP BY o.status
) AS g
CROSS JOIN LATERAL (
    SELECT COUNT(*) AS count
    FROM {Shop.RawOrder} AS o
    WHERE o."at" > c."at"
        AND o.id <> c.id
) AS later
WHERE c.level > 1

-- snowflake
WITH g AS (
    SELECT
        o.status,
        COUNT(*) AS count,
        o.customer_id AS id
    FROM {Shop.RawOrder} AS o
    GROUP BY o.status, o.customer_id
),
joined AS (
    SELECT
        c.id,
        c.level,
        c."AT",
        g.status,
        g.count
    FROM {Shop.RawCustomer} AS c
    JOIN g ON c.id = g.id
),
joined_values AS (
    SELECT DISTINCT
        joined."AT",
        joined.id
    FROM joined
),
later AS (
    SELECT
        COUNT(*) AS count,
        joined_values."AT",
        joined_values.id
    FROM joined_values
    JOIN {Shop.RawOrder} AS o ON o."AT" > joined_values."AT"
        AND o.id <> joined_values.id
    GROUP BY joined_values."AT", joined_values.id
)
SELECT
    joined.id,
    joined.status,
    joined.count AS orders,
    COALESCE(later.count, 0) AS later
FROM joined
LEFT JOIN later ON joined."AT" = later."AT"
    AND joined.id = later.id
WHERE joined.level > 1

