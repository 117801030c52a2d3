-- duckdb
SELECT
    o.id,
    l.label,
    CASE WHEN part."row" = 1 THEN o.cents ELSE o.cents // 2 END + l.rank AS share
FROM {Shop.RawOrder} AS o
JOIN (
    VALUES
        ('paid', 'Paid', CAST(1 AS BIGINT)),
        ('sent', 'It''s sent', 2)
) AS l(status, label, rank) ON o.status = l.status
JOIN (
    VALUES
        (1, 0),
        (2, 10)
) AS part("row", least) ON CASE WHEN part."row" = 1 THEN o.cents ELSE o.cents // 2 END > part.least

-- postgres
SELECT
    o.id,
    l.label,
    CASE WHEN part."row" = 1 THEN o.cents ELSE o.cents / 2 END + l.rank AS share
FROM {Shop.RawOrder} AS o
JOIN (
    VALUES
        ('paid', 'Paid', CAST(1 AS bigint)),
        ('sent', 'It''s sent', 2)
) AS l(status, label, rank) ON o.status = l.status
JOIN (
    VALUES
        (1, 0),
        (2, 10)
) AS part("row", least) ON CASE WHEN part."row" = 1 THEN o.cents ELSE o.cents / 2 END > part.least

-- snowflake
SELECT
    o.id,
    l.label,
    CASE WHEN part."ROW" = 1 THEN o.cents ELSE TRUNC(o.cents / 2) END + l.rank AS share
FROM {Shop.RawOrder} AS o
JOIN (
    VALUES
        ('paid', 'Paid', CAST(1 AS NUMBER(19,0))),
        ('sent', 'It''s sent', 2)
) AS l(status, label, rank) ON o.status = l.status
JOIN (
    VALUES
        (1, 0),
        (2, 10)
) AS part("ROW", least) ON CASE WHEN part."ROW" = 1 THEN o.cents ELSE TRUNC(o.cents / 2) END > part.least

