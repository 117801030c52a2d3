-- duckdb
SELECT
    c.id,
    (
        SELECT all_rows.sum_1
        FROM (
            SELECT COALESCE(CAST(SUM(o.cents * CAST(COALESCE(c.level, 1) AS BIGINT)) AS BIGINT), 0) AS sum_1
            FROM {Shop.RawOrder} AS o
            WHERE o.customer_id = c.id
        ) AS all_rows
    ) AS weighted,
    EXISTS (
        SELECT 1
        FROM {Shop.RawCustomer} AS p
        WHERE p.level + c.level = 10
    ) AS has_partner
FROM {Shop.RawCustomer} AS c
WHERE NOT EXISTS (
    SELECT 1
    FROM {Shop.RawOrder} AS o
    WHERE o.id + c.id = 77
)
    AND (
        SELECT all_rows.sum_1
        FROM (
            SELECT COALESCE(CAST(SUM(o.cents * CAST(COALESCE(c.level, 1) AS BIGINT)) AS BIGINT), 0) AS sum_1
            FROM {Shop.RawOrder} AS o
            WHERE o.customer_id = c.id
        ) AS all_rows
    ) > 0

-- postgres
SELECT
    c.id,
    (
        SELECT all_rows.sum_1
        FROM (
            SELECT COALESCE(CAST(SUM(o.cents * CAST(COALESCE(c.level, 1) AS bigint)) AS bigint), 0) AS sum_1
            FROM {Shop.RawOrder} AS o
            WHERE o.customer_id = c.id
        ) AS all_rows
    ) AS weighted,
    EXISTS (
        SELECT 1
        FROM {Shop.RawCustomer} AS p
        WHERE p.level + c.level = 10
    ) AS has_partner
FROM {Shop.RawCustomer} AS c
WHERE NOT EXISTS (
    SELECT 1
    FROM {Shop.RawOrder} AS o
    WHERE o.id + c.id = 77
)
    AND (
        SELECT all_rows.sum_1
        FROM (
            SELECT COALESCE(CAST(SUM(o.cents * CAST(COALESCE(c.level, 1) AS bigint)) AS bigint), 0) AS sum_1
            FROM {Shop.RawOrder} AS o
            WHERE o.customer_id = c.id
        ) AS all_rows
    ) > 0

-- snowflake
WITH c_values AS (
    SELECT DISTINCT c.id
    FROM {Shop.RawCustomer} AS c
),
found AS (
    SELECT DISTINCT c_values.id
    FROM c_values
    JOIN {Shop.RawOrder} AS o ON o.id + c_values.id = 77
),
c_values_2 AS (
    SELECT DISTINCT
        c.level,
        c.id
    FROM {Shop.RawCustomer} AS c
),
subquery AS (
    SELECT
        CAST(SUM(o.cents * CAST(COALESCE(c_values.level, 1) AS NUMBER(19,0))) AS NUMBER(19,0)) AS value,
        c_values.level,
        c_values.id
    FROM c_values_2 AS c_values
    JOIN {Shop.RawOrder} AS o ON o.customer_id = c_values.id
    GROUP BY c_values.level, c_values.id
),
joined AS (
    SELECT
        c.id,
        c.level,
        subquery.value
    FROM {Shop.RawCustomer} AS c
    LEFT JOIN found ON c.id = found.id
    LEFT JOIN subquery ON c.level IS NOT DISTINCT FROM subquery.level
        AND c.id = subquery.id
    WHERE found.id IS NULL
        AND COALESCE(subquery.value, 0) > 0
),
joined_values AS (
    SELECT DISTINCT joined.level
    FROM joined
),
found_2 AS (
    SELECT DISTINCT
        joined_values.level,
        TRUE AS found
    FROM joined_values
    JOIN {Shop.RawCustomer} AS p ON p.level + joined_values.level = 10
)
SELECT
    joined.id,
    COALESCE(joined.value, 0) AS weighted,
    found.found IS NOT NULL AS has_partner
FROM joined
LEFT JOIN found_2 AS found ON joined.level IS NOT DISTINCT FROM found.level

