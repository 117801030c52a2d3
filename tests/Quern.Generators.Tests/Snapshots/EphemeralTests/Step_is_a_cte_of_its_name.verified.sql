WITH large_order AS NOT MATERIALIZED (
    SELECT
        o.id,
        o.cents
    FROM {Shop.RawOrder} AS o
    WHERE o.cents > 1000
)
SELECT o.id
FROM large_order AS o
WHERE o.cents = (
    SELECT MAX(x.cents)
    FROM large_order AS x
)
