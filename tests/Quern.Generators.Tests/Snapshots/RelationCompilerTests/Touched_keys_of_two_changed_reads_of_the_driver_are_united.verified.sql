SELECT o.id AS order_id
FROM {Shop.RawOrder} AS o
WHERE o.updated_at >= :since_orders
UNION
SELECT p.id AS order_id
FROM {Shop.RawOrder} AS p
WHERE p.updated_at >= :since_orders