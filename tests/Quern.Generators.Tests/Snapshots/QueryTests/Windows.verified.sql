-- duckdb
WITH o AS (
    SELECT
        o.id,
        o.cents,
        ROW_NUMBER() OVER (PARTITION BY o.customer_id ORDER BY o."at" DESC, o.id) AS number,
        LAG(o.note) OVER (ORDER BY o.note NULLS FIRST) AS before,
        CAST(SUM(o.cents) OVER (PARTITION BY o.customer_id ORDER BY o.id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS BIGINT) AS total,
        COUNT(*) FILTER (WHERE o.cents > 100000) OVER (ORDER BY o."at" RANGE BETWEEN INTERVAL '7 days' PRECEDING AND CURRENT ROW) AS week,
        CAST(SUM(o.cents) OVER () AS BIGINT) AS "all"
    FROM {Shop.RawOrder} AS o
)
SELECT
    o.id,
    o.number,
    o.before,
    o.total,
    o.week,
    CASE WHEN o."all" = 0 THEN error('division by zero') ELSE 100 * o.cents // o."all" END AS share
FROM o
WHERE o.number <= 3

-- postgres
WITH o AS (
    SELECT
        o.id,
        o.cents,
        ROW_NUMBER() OVER (PARTITION BY o.customer_id ORDER BY o."at" DESC, o.id) AS number,
        LAG(o.note) OVER (ORDER BY o.note COLLATE "C" NULLS FIRST) AS before,
        CAST(SUM(o.cents) OVER (PARTITION BY o.customer_id ORDER BY o.id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bigint) AS total,
        COUNT(*) FILTER (WHERE o.cents > 100000) OVER (ORDER BY o."at" RANGE BETWEEN INTERVAL '7 days' PRECEDING AND CURRENT ROW) AS week,
        CAST(SUM(o.cents) OVER () AS bigint) AS "all"
    FROM {Shop.RawOrder} AS o
)
SELECT
    o.id,
    o.number,
    o.before,
    o.total,
    o.week,
    100 * o.cents / o."all" AS share
FROM o
WHERE o.number <= 3

-- snowflake
WITH o AS (
    SELECT
        o.id,
        o.cents,
        ROW_NUMBER() OVER (PARTITION BY o.customer_id ORDER BY o."AT" DESC, o.id) AS number,
        LAG(o.note) OVER (ORDER BY o.note NULLS FIRST) AS before,
        CAST(SUM(o.cents) OVER (PARTITION BY o.customer_id ORDER BY o.id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS NUMBER(19,0)) AS total,
        COUNT(CASE WHEN o.cents > 100000 THEN 1 END) OVER (ORDER BY o."AT" RANGE BETWEEN INTERVAL '7 days' PRECEDING AND CURRENT ROW) AS week,
        CAST(SUM(o.cents) OVER () AS NUMBER(19,0)) AS "ALL"
    FROM {Shop.RawOrder} AS o
)
SELECT
    o.id,
    o.number,
    o.before,
    o.total,
    o.week,
    TRUNC((100 * o.cents - MOD(100 * o.cents, o."ALL")) / o."ALL") AS share
FROM o
WHERE o.number <= 3

