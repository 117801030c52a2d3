-- Select
SELECT
    o.id AS order_id,
    o.status
FROM {Shop.RawOrder} AS o
WHERE o.status IS NOT NULL

-- SelectChanges
SELECT
    o.id AS order_id,
    o.status
FROM {Shop.RawOrder} AS o
WHERE o.updated_at >= :since_orders
    AND o.status IS NOT NULL

-- SelectTouchedKeys
SELECT o.id AS order_id
FROM {Shop.RawOrder} AS o
WHERE o.updated_at >= :since_orders

-- DeleteOrphans
DELETE FROM {target} AS t
WHERE NOT EXISTS (SELECT 1 FROM {Shop.RawOrder} AS d WHERE d."id" = t."order_id")
