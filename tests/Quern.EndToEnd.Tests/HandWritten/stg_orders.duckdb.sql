-- What a careful person would write for stg_orders on DuckDB, straight from the raw table.
SELECT
    id AS order_id,
    customer_id,
    lower(status) AS status,
    upper(currency) AS currency_code,
    CAST(CAST(total_cents AS DECIMAL(18, 0)) * 0.01 AS DECIMAL(18, 2)) AS total_amount,
    created_at,
    CAST(created_at AS DATE) AS created_date,
    updated_at,
    CASE WHEN json_valid(metadata) THEN CAST(metadata AS JSON) END AS metadata
FROM raw.orders
WHERE id IS NOT NULL
  AND total_cents >= 0
  AND lower(status) IN ('pending', 'paid', 'shipped', 'delivered', 'returned', 'cancelled')
