-- not_null_status
SELECT
    t."id",
    t."status"
FROM {tested} AS t
WHERE t."status" IS NULL
-- condition: t."status" IS NULL

-- unique_id
SELECT
    t.id,
    COUNT(*) AS count
FROM {tested} AS t
WHERE t.id IS NOT NULL
GROUP BY t.id
HAVING COUNT(*) > 1
-- condition: none

-- unique_id_status
SELECT
    t.id,
    t.status,
    COUNT(*) AS count
FROM {tested} AS t
WHERE t.id IS NOT NULL
    AND t.status IS NOT NULL
GROUP BY t.id, t.status
HAVING COUNT(*) > 1
-- condition: none

-- accepted_values_status
SELECT
    t."id",
    t."status"
FROM {tested} AS t
WHERE t.status IS NOT NULL AND t.status NOT IN ('placed', 'it''s \ {{x}}')
-- condition: t.status IS NOT NULL AND t.status NOT IN ('placed', 'it''s \ {{x}}')

-- between_amount
SELECT
    t."id",
    t."amount"
FROM {tested} AS t
WHERE t.amount IS NOT NULL AND (t.amount < -1 OR t.amount > 10)
-- condition: t.amount IS NOT NULL AND (t.amount < -1 OR t.amount > 10)

-- relationships_amount
SELECT
    t.id,
    t.amount
FROM {tested} AS t
WHERE t.amount IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM {other} AS r
        WHERE r.key = t.amount
    )
-- condition: none

-- not_null_odd
SELECT
    t."id",
    t."it's ""odd"" {{0}}"
FROM {tested} AS t
WHERE t."it's ""odd"" {{0}}" IS NULL
-- condition: t."it's ""odd"" {{0}}" IS NULL

-- column_type_id
-- no rows
-- condition: none

-- custom
SELECT x.id
FROM {tested} AS x
WHERE x.amount > x.id
-- condition: none

-- not_null_id
SELECT t."id"
FROM {tested} AS t
WHERE t."id" IS NULL
-- condition: t."id" IS NULL

-- column_type_status
-- no rows
-- condition: none

-- column_type_amount
-- no rows
-- condition: none

-- column_type_it's "odd" {0}
-- no rows
-- condition: none
