-- duckdb
SELECT
    CASE
        WHEN o.cents < 0 THEN 'odd'
        WHEN o.cents IN (0, 1) THEN 'none'
        WHEN o.cents > 1 AND o.cents <= 1000 THEN 'small'
        WHEN o.note IS NOT NULL
            AND CAST(LENGTH(REGEXP_REPLACE(o.note, '([\x{10000}-\x{10FFFF}])', '\1' || CHR(65535), 'g')) AS INTEGER) > 3 THEN 'noted'
        ELSE 'large'
    END AS size,
    o.status IN ('pending', 'paid') AND o.customer_id IS NOT NULL AS is_open,
    CASE WHEN o.status = 'sent' THEN 'out' WHEN o.cents > 100000 THEN 'vault' ELSE 'shelf' END AS place
FROM {Shop.RawOrder} AS o

-- postgres
SELECT
    CASE
        WHEN o.cents < 0 THEN 'odd'
        WHEN o.cents IN (0, 1) THEN 'none'
        WHEN o.cents > 1 AND o.cents <= 1000 THEN 'small'
        WHEN o.note IS NOT NULL
            AND LENGTH(REGEXP_REPLACE(o.note, '([\U00010000-\U0010FFFF])', '\1' || CHR(65535), 'g')) > 3 THEN 'noted'
        ELSE 'large'
    END AS size,
    o.status IN ('pending', 'paid') AND o.customer_id IS NOT NULL AS is_open,
    CASE WHEN o.status = 'sent' THEN 'out' WHEN o.cents > 100000 THEN 'vault' ELSE 'shelf' END AS place
FROM {Shop.RawOrder} AS o

-- snowflake
SELECT
    CASE
        WHEN o.cents < 0 THEN 'odd'
        WHEN o.cents IN (0, 1) THEN 'none'
        WHEN o.cents > 1 AND o.cents <= 1000 THEN 'small'
        WHEN o.note IS NOT NULL
            AND LENGTH(o.note) + REGEXP_COUNT(REGEXP_REPLACE(HEX_ENCODE(o.note), '(..)', '\\1,'), 'F.,') > 3 THEN 'noted'
        ELSE 'large'
    END AS size,
    o.status IN ('pending', 'paid') AND o.customer_id IS NOT NULL AS is_open,
    CASE WHEN o.status = 'sent' THEN 'out' WHEN o.cents > 100000 THEN 'vault' ELSE 'shelf' END AS place
FROM {Shop.RawOrder} AS o

