-- What a careful person would write for stg_orders on Postgres 15, straight from the raw table.
-- pg_temp.json_or_null comes from json_or_null.postgres.sql, run on the same connection.
SELECT
    id AS order_id,
    customer_id,
    lower(status) AS status,
    upper(currency) AS currency_code,
    CAST(total_cents * 0.01 AS numeric(18, 2)) AS total_amount,
    created_at,
    created_at::date AS created_date,
    updated_at,
    pg_temp.json_or_null(metadata) AS metadata
FROM raw.orders
WHERE id IS NOT NULL
  AND total_cents >= 0
  AND lower(status) = ANY (ARRAY['pending', 'paid', 'shipped', 'delivered', 'returned', 'cancelled'])
