-- duckdb
SELECT
    CAST(o.id AS VARCHAR) || ': ' || COALESCE(CASE WHEN o.note IS NULL OR o.note = '' THEN NULL ELSE o.note END, '') || ' ''quoted'' \ {brace}' AS text,
    o.note IS NOT NULL
    AND (
        STARTS_WITH(o.note, '50%')
        OR CONTAINS(o.note, '_')
        OR COALESCE(CAST(LENGTH(REGEXP_REPLACE(REGEXP_REPLACE(o.note, '^[\t-\r\p{Z}\x{85}]+|[\t-\r\p{Z}\x{85}]+$', '', 'g'), '([\x{10000}-\x{10FFFF}])', '\1' || CHR(65535), 'g')) AS INTEGER) = 0, FALSE)
    ) AS test,
    CAST(o."at" AS DATE) AS "day",
    DATE_TRUNC('week', o."at") AS week,
    CAST(EXTRACT(YEAR FROM o."at") AS INTEGER) AS "year",
    DATE_DIFF('day', o."at", o."at" + INTERVAL '1 month') AS days,
    DATE_TRUNC('day', o."at" + INTERVAL '2 days') AS later
FROM {Shop.RawOrder} AS o

-- postgres
SELECT
    CAST(o.id AS text) || ': ' || COALESCE(CASE WHEN o.note IS NULL OR o.note = '' THEN NULL ELSE o.note END, '') || ' ''quoted'' \ {brace}' AS text,
    o.note IS NOT NULL
    AND (
        STARTS_WITH(o.note, '50%')
        OR STRPOS(o.note, '_') > 0
        OR COALESCE(LENGTH(REGEXP_REPLACE(BTRIM(o.note, U&'\0009\000A\000B\000C\000D\0020\0085\00A0\1680\2000\2001\2002\2003\2004\2005\2006\2007\2008\2009\200A\2028\2029\202F\205F\3000'), '([\U00010000-\U0010FFFF])', '\1' || CHR(65535), 'g')) = 0, FALSE)
    ) AS test,
    CAST(o."at" AS date) AS "day",
    DATE_TRUNC('week', o."at") AS week,
    CAST(EXTRACT(YEAR FROM o."at") AS integer) AS "year",
    CAST((EXTRACT(EPOCH FROM DATE_TRUNC('day', o."at" + INTERVAL '1 month')) - EXTRACT(EPOCH FROM DATE_TRUNC('day', o."at"))) / 86400 AS bigint) AS days,
    DATE_TRUNC('day', o."at" + INTERVAL '2 days') AS later
FROM {Shop.RawOrder} AS o

-- snowflake
SELECT
    CAST(o.id AS VARCHAR) || ': ' || COALESCE(CASE WHEN o.note IS NULL OR o.note = '' THEN NULL ELSE o.note END, '') || ' ''quoted'' \\ {brace}' AS text,
    o.note IS NOT NULL
    AND (
        STARTSWITH(o.note, '50%')
        OR CONTAINS(o.note, '_')
        OR COALESCE(LENGTH(TRIM(o.note, '\t\n\u000B\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000')) + REGEXP_COUNT(REGEXP_REPLACE(HEX_ENCODE(TRIM(o.note, '\t\n\u000B\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000')), '(..)', '\\1,'), 'F.,') = 0, FALSE)
    ) AS test,
    CAST(o."AT" AS DATE) AS "DAY",
    DATEADD(DAY, 1 - DAYOFWEEKISO(o."AT"), DATE_TRUNC('day', o."AT")) AS week,
    DATE_PART(YEAR, o."AT") AS "YEAR",
    DATEDIFF(DAY, o."AT", DATEADD(MONTH, 1, o."AT")) AS days,
    DATE_TRUNC('day', DATEADD(DAY, 2, o."AT")) AS later
FROM {Shop.RawOrder} AS o

