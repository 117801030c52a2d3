-- duckdb
WITH RECURSIVE t(id, path, depth, parent, steps) AS (
    SELECT
        c.id,
        CAST('/' || c.name AS VARCHAR) AS path,
        0 AS depth,
        CAST(NULL AS BIGINT) AS parent,
        0 AS steps
    FROM {Shop.RawCustomer} AS c
    WHERE c.level IS NULL
    UNION ALL
    SELECT
        c.id,
        a.path || '/' || c.name AS path,
        a.depth + 1 AS depth,
        a.id AS parent,
        CASE WHEN a.steps < 20 THEN a.steps + 1 ELSE error('The recursion still gives rows after 20 steps: they lead in a circle, or maxDepth is too small') END AS steps
    FROM t AS a
    JOIN {Shop.RawCustomer} AS c ON a.id = c.level
)
SELECT
    t.id,
    t.path,
    t.depth,
    (
        SELECT MIN(o.id)
        FROM {Shop.RawOrder} AS o
        WHERE t.id = o.customer_id
    ) AS first
FROM t
WHERE t.depth > 0

-- postgres
WITH RECURSIVE t(id, path, depth, parent, steps) AS (
    SELECT
        c.id,
        CAST('/' || c.name AS text) AS path,
        0 AS depth,
        CAST(NULL AS bigint) AS parent,
        0 AS steps
    FROM {Shop.RawCustomer} AS c
    WHERE c.level IS NULL
    UNION ALL
    SELECT
        c.id,
        a.path || '/' || c.name AS path,
        a.depth + 1 AS depth,
        a.id AS parent,
        CASE WHEN a.steps < 20 THEN a.steps + 1 ELSE CAST('The recursion still gives rows after 20 steps: they lead in a circle, or maxDepth is too small; row of step ' || a.steps AS integer) END AS steps
    FROM t AS a
    JOIN {Shop.RawCustomer} AS c ON a.id = c.level
)
SELECT
    t.id,
    t.path,
    t.depth,
    (
        SELECT MIN(o.id)
        FROM {Shop.RawOrder} AS o
        WHERE t.id = o.customer_id
    ) AS first
FROM t
WHERE t.depth > 0

-- snowflake
WITH RECURSIVE t(id, path, depth, parent, steps) AS (
    SELECT
        c.id,
        CAST('/' || c.name AS VARCHAR) AS path,
        0 AS depth,
        CAST(NULL AS NUMBER(19,0)) AS parent,
        0 AS steps
    FROM {Shop.RawCustomer} AS c
    WHERE c.level IS NULL
    UNION ALL
    SELECT
        c.id,
        a.path || '/' || c.name AS path,
        a.depth + 1 AS depth,
        a.id AS parent,
        a.steps + 1 + COALESCE(TO_NUMBER(CASE WHEN a.steps >= 20 THEN 'The recursion still gives rows after 20 steps: they lead in a circle, or maxDepth is too small' END), 0) AS steps
    FROM t AS a
    JOIN {Shop.RawCustomer} AS c ON a.id = c.level
)
SELECT
    t.id,
    t.path,
    t.depth,
    (
        SELECT MIN(o.id)
        FROM {Shop.RawOrder} AS o
        WHERE t.id = o.customer_id
    ) AS first
FROM t
WHERE t.depth > 0

