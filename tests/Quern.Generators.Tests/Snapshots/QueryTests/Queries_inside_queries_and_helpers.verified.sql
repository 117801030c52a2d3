-- duckdb
SELECT o."id"
FROM {Shop.RawOrder} AS o
WHERE o."status" = 'paid'
    AND EXISTS (
        SELECT 1
        FROM {Shop.RawCustomer} AS c
        WHERE c."id" = o."customer_id"
            AND c."level" > 2
    )
    AND o."id" NOT IN (
        SELECT c_2."id"
        FROM {Shop.RawCustomer} AS c_2
    )

-- postgres
SELECT o."id"
FROM {Shop.RawOrder} AS o
WHERE o."status" = 'paid'
    AND EXISTS (
        SELECT 1
        FROM {Shop.RawCustomer} AS c
        WHERE c."id" = o."customer_id"
            AND c."level" > 2
    )
    AND o."id" NOT IN (
        SELECT c_2."id"
        FROM {Shop.RawCustomer} AS c_2
    )

