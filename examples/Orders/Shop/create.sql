-- Makes the shop's tables from nothing but getvariable('shop_orders'): the same number gives the same rows, always.
-- DuckDB's dialect; PostgresShop copies the result.

-- A number from 0 to n - 1 that depends on the id and the salt alone.
CREATE OR REPLACE TEMP MACRO pick(id, salt, n) AS (hash(id::BIGINT * 1009 + salt) % n::UBIGINT)::BIGINT;
CREATE OR REPLACE TEMP MACRO opening() AS TIMESTAMP '2024-01-01 00:00:00';
-- The last moment that the first state of the shop knows.
CREATE OR REPLACE TEMP MACRO closing() AS TIMESTAMP '2025-12-31 23:59:59.999';

CREATE TABLE shop_info (orders BIGINT NOT NULL, changes BIGINT NOT NULL);
INSERT INTO shop_info VALUES (getvariable('shop_orders'), 0);

CREATE TABLE customers (
    id BIGINT NOT NULL,
    name VARCHAR NOT NULL,
    email VARCHAR,
    segment VARCHAR,
    acquisition_channel VARCHAR,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL);

CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer_id BIGINT NOT NULL,
    status VARCHAR NOT NULL,
    total_cents BIGINT NOT NULL,
    currency VARCHAR NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    metadata VARCHAR);

CREATE TABLE order_items (
    id BIGINT NOT NULL,
    order_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    quantity INTEGER NOT NULL,
    unit_price_cents BIGINT NOT NULL,
    updated_at TIMESTAMP NOT NULL);

INSERT INTO customers
WITH born AS (
    SELECT
        i AS id,
        TIMESTAMP '2023-01-01' + to_seconds(pick(i, 1, 31536000)) + to_microseconds(pick(i, 2, 1000000)) AS created_at,
        list_value('Ada', 'Björn', 'Chidi', 'Dana', 'Émile', 'Fatima', 'Grace', 'Hiro', 'Inés', 'Jürgen')[1 + pick(i, 3, 10)] AS first_name,
        list_value('Okafor', 'Lindqvist', 'Nguyen', 'O''Brien', 'Müller', 'Tanaka', 'da Silva', 'Kowalski')[1 + pick(i, 4, 8)] AS last_name
    FROM range(1, greatest(getvariable('shop_orders') // 10, 1) + 1) AS ids(i))
SELECT
    id,
    CASE pick(id, 5, 250)
        WHEN 0 THEN 'Robert''); DROP TABLE orders;--'
        WHEN 1 THEN 'C:\new\table\'
        WHEN 2 THEN first_name || chr(10) || last_name
        WHEN 3 THEN 'Zoë 🦊 ' || last_name
        WHEN 4 THEN '100%_' || last_name
        WHEN 5 THEN '"' || last_name || '", ' || first_name
        WHEN 6 THEN first_name || chr(9) || last_name
        WHEN 7 THEN '田中 太郎'
        WHEN 8 THEN '  ' || first_name || '  '
        WHEN 9 THEN '$1 @p {0} ${x} :y ?'
        ELSE first_name || ' ' || last_name
    END,
    CASE WHEN pick(id, 6, 20) > 0 THEN 'customer' || id || '@example.com' END,
    CASE pick(id, 7, 40)
        WHEN 0 THEN NULL
        WHEN 1 THEN '  '
        ELSE list_value('consumer', 'small business', 'enterprise', 'consumer')[1 + pick(id, 8, 4)]
    END,
    list_value('organic', 'paid search', 'referral', 'social', 'email', NULL)[1 + pick(id, 9, 6)],
    created_at,
    CASE WHEN pick(id, 10, 10) = 0 THEN date_trunc('day', created_at) + to_days(1 + pick(id, 11, 600))
        ELSE created_at + to_minutes(pick(id, 12, 900000)) END
FROM born;

CREATE TEMP TABLE new_orders AS
WITH placed AS (
    SELECT
        i AS id,
        opening() + to_microseconds((i - 1) * ((epoch_us(closing()) - epoch_us(opening())) // getvariable('shop_orders'))
            + pick(i, 20, 60000000)) AS created_at,
        pick(i, 21, 1000) AS fate
    FROM range(1, getvariable('shop_orders') + 1) AS ids(i)),
known AS (
    SELECT
        *,
        least(created_at, closing()) AS opened_at,
        CASE
            WHEN fate < 20 THEN 'pending'
            WHEN fate < 60 THEN 'paid'
            WHEN fate < 120 THEN 'shipped'
            WHEN fate < 870 THEN 'delivered'
            WHEN fate < 930 THEN 'returned'
            WHEN fate < 994 THEN 'cancelled'
            ELSE list_value('teleported', '', 'n/a', 'lost in 🚚', 'DELIVERED?', 'paid''')[1 + pick(id, 22, 6)]
        END AS status,
        -- A few updates come months later; nightly jobs give many rows one time.
        created_at + CASE
            WHEN pick(id, 23, 50) = 0 THEN to_days(200)
            ELSE to_seconds(pick(id, 24, 2592000)) END AS touched_at
    FROM placed)
SELECT
    id,
    1 + (pick(id, 25, 1000) * pick(id, 26, 1000) * greatest(getvariable('shop_orders') // 10, 1)) // 1000000 AS customer_id,
    CASE pick(id, 27, 10) WHEN 0 THEN upper(status) WHEN 1 THEN upper(status[1]) || status[2:] ELSE status END AS status,
    list_value('EUR', 'EUR', 'eur', 'USD', 'usd', 'GBP', 'JPY')[1 + pick(id, 28, 7)] AS currency,
    opened_at AS created_at,
    CASE
        -- All of these share the greatest updated_at: the first high-water mark.
        WHEN id > getvariable('shop_orders') - 25 THEN closing()
        WHEN touched_at >= closing()
            THEN opened_at + to_microseconds((epoch_us(closing()) - epoch_us(opened_at)) * pick(id, 29, 1000) // 1000)
        WHEN pick(id, 30, 20) = 0 THEN date_trunc('day', touched_at)
        ELSE touched_at
    END AS updated_at,
    CASE
        WHEN pick(id, 31, 5) = 0 THEN NULL
        WHEN pick(id, 32, 100) = 0
            THEN list_value('{"channel": "web"', 'undefined', '{''channel'': ''app''}', 'channel=web', '[1, 2')[1 + pick(id, 33, 5)]
        ELSE '{"channel": ' || to_json(list_value('web', 'app', 'phone')[1 + pick(id, 34, 3)])
            || ', "gift": ' || CASE WHEN pick(id, 35, 8) = 0 THEN 'true' ELSE 'false' END
            || ', "note": ' || to_json(CASE pick(id, 36, 60)
                WHEN 0 THEN 'It''s a "gift" 🎁'
                WHEN 1 THEN 'C:\temp\' || chr(10) || 'second line'
                WHEN 2 THEN '50%_off'
                ELSE 'order ' || id END) || '}'
    END AS metadata,
    CASE WHEN lower(status) = 'cancelled' AND pick(id, 37, 20) = 0 THEN 0 ELSE 1 + pick(id, 38, 2) + pick(id, 39, 3) END AS lines
FROM known;

INSERT INTO order_items
SELECT
    o.id * 10 + line,
    o.id,
    1 + pick(o.id * 10 + line, 50, 5000),
    (1 + pick(o.id * 10 + line, 51, 3))::INTEGER,
    100 + pick(1 + pick(o.id * 10 + line, 50, 5000), 52, 20000),
    o.created_at + to_microseconds((epoch_us(o.updated_at) - epoch_us(o.created_at)) * pick(o.id * 10 + line, 53, 2))
FROM new_orders AS o, range(0, o.lines) AS r(line);

INSERT INTO orders
SELECT
    o.id, o.customer_id, o.status,
    CASE WHEN pick(o.id, 54, 1000) = 0 THEN -1 ELSE 1 END * coalesce(i.total_cents, 0),
    o.currency, o.created_at, greatest(o.updated_at, o.created_at), o.metadata
FROM new_orders AS o
LEFT JOIN (
    SELECT order_id, sum(quantity * unit_price_cents)::BIGINT AS total_cents FROM order_items GROUP BY order_id) AS i
    ON i.order_id = o.id
ORDER BY o.id;

DROP TABLE new_orders;
