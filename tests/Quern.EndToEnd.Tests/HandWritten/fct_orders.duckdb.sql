-- What a careful person would write for fct_orders on DuckDB, straight from the raw tables.
WITH valid_orders AS (
    SELECT
        o.*,
        lower(o.status) AS known_status
    FROM raw.orders o
    WHERE o.id IS NOT NULL
      AND o.total_cents >= 0
      AND lower(o.status) IN ('pending', 'paid', 'shipped', 'delivered', 'returned', 'cancelled')
)
SELECT
    o.id AS order_id,
    o.customer_id,
    coalesce((SELECT nullif(lower(trim(c.segment, E' \t\r\n')), '') FROM raw.customers c WHERE c.id = o.customer_id), 'unknown') AS customer_segment,
    coalesce((SELECT nullif(lower(trim(c.acquisition_channel, E' \t\r\n')), '') FROM raw.customers c WHERE c.id = o.customer_id), 'unknown') AS acquisition_channel,
    o.known_status AS status,
    upper(o.currency) AS currency_code,
    CAST(CAST(o.total_cents AS DECIMAL(18, 0)) * 0.01 AS DECIMAL(18, 2)) AS total_amount,
    count(i.id) AS item_count,
    CAST(coalesce(sum(i.quantity), 0) AS bigint) AS total_quantity,
    count(DISTINCT i.product_id) AS distinct_products,
    o.created_at,
    CAST(o.created_at AS date) AS created_date,
    CAST(o.created_at AS date) - (CAST(extract(isodow FROM o.created_at) AS integer) - 1) AS created_week,
    make_date(CAST(extract(year FROM o.created_at) AS integer), CAST(extract(month FROM o.created_at) AS integer), 1) AS created_month,
    o.known_status = 'delivered' AS is_delivered,
    o.known_status = 'cancelled' AS is_cancelled,
    o.known_status IN ('pending', 'paid', 'shipped') AS is_active,
    o.updated_at
FROM valid_orders o
LEFT JOIN raw.order_items i ON i.order_id = o.id
GROUP BY o.id, o.customer_id, o.known_status, o.currency, o.total_cents, o.created_at, o.updated_at
