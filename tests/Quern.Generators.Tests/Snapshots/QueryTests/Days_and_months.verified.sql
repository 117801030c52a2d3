-- duckdb
SELECT
    CAST(DATE '2024-01-01' + d.value * INTERVAL '1 day' AS DATE) AS "day",
    CAST(CAST(DATE '2024-01-01' + d.value * INTERVAL '1 day' AS DATE) + m.value * INTERVAL '1 month' AS DATE) AS "month",
    (
        SELECT COUNT(*)
        FROM {Shop.RawOrder} AS o
        WHERE CAST(DATE '2024-01-01' + d.value * INTERVAL '1 day' AS DATE) = CAST(o."at" AS DATE)
    ) AS orders
FROM GENERATE_SERIES(0, 365) AS d("value")
CROSS JOIN GENERATE_SERIES(0, DATE_DIFF('month', CAST(DATE '2024-01-01' + d.value * INTERVAL '1 day' AS DATE), DATE '2025-01-31')) AS m("value")
WHERE CAST(CAST(DATE '2024-01-01' + d.value * INTERVAL '1 day' AS DATE) + m.value * INTERVAL '1 month' AS DATE) <= DATE '2025-01-31'

-- postgres
SELECT
    CAST(DATE '2024-01-01' + d.value * INTERVAL '1 day' AS date) AS "day",
    CAST(CAST(DATE '2024-01-01' + d.value * INTERVAL '1 day' AS date) + m.value * INTERVAL '1 month' AS date) AS "month",
    (
        SELECT COUNT(*)
        FROM {Shop.RawOrder} AS o
        WHERE CAST(DATE '2024-01-01' + d.value * INTERVAL '1 day' AS date) = CAST(o."at" AS date)
    ) AS orders
FROM GENERATE_SERIES(0, 365) AS d("value")
CROSS JOIN GENERATE_SERIES(0, CAST((EXTRACT(YEAR FROM CAST(DATE '2025-01-31' AS timestamp without time zone)) * 12 + EXTRACT(MONTH FROM CAST(DATE '2025-01-31' AS timestamp without time zone))) - (EXTRACT(YEAR FROM CAST(CAST(DATE '2024-01-01' + d.value * INTERVAL '1 day' AS date) AS timestamp without time zone)) * 12 + EXTRACT(MONTH FROM CAST(CAST(DATE '2024-01-01' + d.value * INTERVAL '1 day' AS date) AS timestamp without time zone))) AS bigint)) AS m("value")
WHERE CAST(CAST(DATE '2024-01-01' + d.value * INTERVAL '1 day' AS date) + m.value * INTERVAL '1 month' AS date) <= DATE '2025-01-31'

-- snowflake
SELECT
    DATEADD(DAY, CAST(d.value AS NUMBER(19,0)), TO_DATE('2024-01-01', 'YYYY-MM-DD')) AS "DAY",
    DATEADD(MONTH, CAST(m.value AS NUMBER(19,0)), DATEADD(DAY, CAST(d.value AS NUMBER(19,0)), TO_DATE('2024-01-01', 'YYYY-MM-DD'))) AS "MONTH",
    (
        SELECT COUNT(*)
        FROM {Shop.RawOrder} AS o
        WHERE DATEADD(DAY, CAST(d.value AS NUMBER(19,0)), TO_DATE('2024-01-01', 'YYYY-MM-DD')) = CAST(o."AT" AS DATE)
    ) AS orders
FROM TABLE(FLATTEN(INPUT => ARRAY_GENERATE_RANGE(0, 366))) AS d
CROSS JOIN LATERAL FLATTEN(INPUT => ARRAY_GENERATE_RANGE(0, DATEDIFF(MONTH, DATEADD(DAY, CAST(d.value AS NUMBER(19,0)), TO_DATE('2024-01-01', 'YYYY-MM-DD')), TO_DATE('2025-01-31', 'YYYY-MM-DD')) + 1)) AS m
WHERE DATEADD(MONTH, CAST(m.value AS NUMBER(19,0)), DATEADD(DAY, CAST(d.value AS NUMBER(19,0)), TO_DATE('2024-01-01', 'YYYY-MM-DD'))) <= TO_DATE('2025-01-31', 'YYYY-MM-DD')

