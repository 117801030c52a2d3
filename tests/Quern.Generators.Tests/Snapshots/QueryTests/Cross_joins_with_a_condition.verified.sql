-- duckdb
SELECT
    o."id",
    p."id" AS "other",
    c."name"
FROM {Shop.RawOrder} AS o
JOIN {Shop.RawOrder} AS p ON o."customer_id" IS NOT DISTINCT FROM p."customer_id"
    AND o."id" < p."id"
LEFT JOIN {Shop.RawCustomer} AS c ON c."level" > 0
    AND c."at" <= o."at"
    AND c."name" IS DISTINCT FROM p."note"
WHERE o."cents" > 0

-- postgres
SELECT
    o."id",
    p."id" AS "other",
    c."name"
FROM {Shop.RawOrder} AS o
JOIN {Shop.RawOrder} AS p ON o."customer_id" IS NOT DISTINCT FROM p."customer_id"
    AND o."id" < p."id"
LEFT JOIN {Shop.RawCustomer} AS c ON c."level" > 0
    AND c."at" <= o."at"
    AND c."name" IS DISTINCT FROM p."note"
WHERE o."cents" > 0

-- snowflake
SELECT
    o."ID",
    p."ID" AS "OTHER",
    c."NAME"
FROM {Shop.RawOrder} AS o
JOIN {Shop.RawOrder} AS p ON o."CUSTOMER_ID" IS NOT DISTINCT FROM p."CUSTOMER_ID"
    AND o."ID" < p."ID"
LEFT JOIN {Shop.RawCustomer} AS c ON c."LEVEL" > 0
    AND c."AT" <= o."AT"
    AND c."NAME" IS DISTINCT FROM p."NOTE"
WHERE o."CENTS" > 0

