-- One day of trade: what the shop's tables look like a day later, and in changed_* the rows that differ.
-- It depends on the tables and on shop_info alone, so that any copy of a shop changes alike.

CREATE OR REPLACE TEMP MACRO pick(id, salt, n) AS (hash(id::BIGINT * 1009 + salt) % n::UBIGINT)::BIGINT;
UPDATE shop_info SET changes = changes + 1;
SET VARIABLE shop_change = (SELECT changes FROM shop_info);
SET VARIABLE shop_orders = (SELECT orders FROM shop_info);
SET VARIABLE shop_day = TIMESTAMP '2026-01-01' + to_days((getvariable('shop_change') - 1)::INTEGER);
-- High-water marks of who has read everything so far.
SET VARIABLE orders_mark = (SELECT max(updated_at) FROM orders);
SET VARIABLE items_mark = (SELECT max(updated_at) FROM order_items);
CREATE OR REPLACE TEMP MACRO salt(n) AS getvariable('shop_change') * 1000 + n;
CREATE OR REPLACE TEMP MACRO during_day(id, n) AS getvariable('shop_day') + to_microseconds(1 + pick(id, salt(n), 86399000000));
-- Committed only now, but with a time that a reader has already passed; pipelines look back five minutes.
CREATE OR REPLACE TEMP MACRO shortly_before(mark, id, n) AS mark - to_milliseconds(1 + pick(id, salt(n), 240000));

-- What happens to which order: each kind takes its share of a shuffled list, and never less than a few.
CREATE OR REPLACE TEMP TABLE fates AS
WITH shuffled AS (
    SELECT
        id,
        lower(status) IN ('pending', 'paid', 'shipped', 'delivered', 'returned', 'cancelled') AND total_cents >= 0 AS counts,
        row_number() OVER (PARTITION BY counts ORDER BY pick(id, salt(1), 1000000000), id) AS place,
        getvariable('shop_orders') AS n
    FROM orders)
SELECT
    id,
    CASE
        WHEN NOT counts THEN CASE WHEN place <= 2 THEN 'recovers' END
        WHEN place <= 3 + n // 5000 THEN 'becomes unknown'
        WHEN place <= 8 + n // 5000 + n // 2000 THEN 'ties'
        WHEN place <= 13 + n // 5000 + 2 * (n // 2000) THEN 'comes late'
        WHEN place <= 21 + n // 5000 + 2 * (n // 2000) + n // 125 THEN 'moves on'
        WHEN place <= 26 + n // 5000 + 2 * (n // 2000) + n // 125 + n // 500 THEN 'items change'
        WHEN place <= 29 + n // 5000 + 2 * (n // 2000) + n // 125 + n // 500 + n // 2000 THEN 'item is added'
    END AS fate
FROM shuffled;
DELETE FROM fates WHERE fate IS NULL;

CREATE OR REPLACE TEMP TABLE changed_customers AS
SELECT
    id, name, email,
    CASE segment WHEN 'consumer' THEN 'small business' WHEN 'small business' THEN 'enterprise' ELSE 'consumer' END AS segment,
    acquisition_channel, created_at, during_day(id, 2) AS updated_at
FROM customers
QUALIFY row_number() OVER (ORDER BY pick(id, salt(3), 1000000000), id) <= 3 + getvariable('shop_orders') // 2000
UNION ALL
SELECT
    last_id + i, 'Newcomer ' || (last_id + i), NULL, 'consumer', 'referral',
    during_day(last_id + i, 4), during_day(last_id + i, 4)
FROM (SELECT max(id) AS last_id FROM customers), range(1, 6) AS r(i);

CREATE OR REPLACE TEMP TABLE new_orders AS
SELECT
    last_id + i AS id,
    CASE WHEN i % 10 = 0 THEN (SELECT max(id) FROM changed_customers)
        ELSE 1 + pick(last_id + i, salt(5), (SELECT count(*) FROM customers)) END AS customer_id,
    CASE i % 4 WHEN 0 THEN 'Paid' ELSE 'pending' END AS status,
    'EUR' AS currency,
    CASE i % 8
        WHEN 1 THEN getvariable('orders_mark')
        WHEN 2 THEN shortly_before(getvariable('orders_mark'), last_id + i, 6)
        ELSE during_day(last_id + i, 6) END AS updated_at,
    '{"channel": "app", "gift": false, "note": "new"}' AS metadata
FROM (SELECT max(id) AS last_id FROM orders), range(1, 10 + getvariable('shop_orders') // 500) AS r(i);

CREATE OR REPLACE TEMP TABLE changed_order_items AS
SELECT
    i.id, i.order_id, i.product_id, i.quantity + 1 AS quantity, i.unit_price_cents,
    CASE pick(i.id, salt(7), 4)
        WHEN 0 THEN getvariable('items_mark')
        WHEN 1 THEN greatest(i.updated_at, shortly_before(getvariable('items_mark'), i.id, 8))
        ELSE during_day(i.id, 8) END AS updated_at
FROM order_items AS i
JOIN fates AS f ON f.id = i.order_id AND f.fate = 'items change'
UNION ALL
SELECT f.id * 10 + 9, f.id, 4999, 1, 777, during_day(f.id, 9)
FROM fates AS f
WHERE f.fate = 'item is added' AND NOT EXISTS (SELECT 1 FROM order_items AS i WHERE i.id = f.id * 10 + 9)
UNION ALL
SELECT o.id * 10 + line, o.id, 1 + pick(o.id * 10 + line, 50, 5000), (1 + line)::INTEGER, 100 + pick(o.id, 52, 20000), o.updated_at
FROM new_orders AS o, range(0, 1 + o.id % 3) AS r(line);

CREATE OR REPLACE TEMP TABLE changed_orders AS
SELECT
    o.id, o.customer_id,
    CASE
        WHEN f.fate = 'becomes unknown' THEN 'chargeback review'
        WHEN f.fate = 'recovers' THEN 'Paid'
        ELSE CASE lower(o.status) WHEN 'pending' THEN 'paid' WHEN 'paid' THEN 'SHIPPED' WHEN 'shipped' THEN 'Delivered' ELSE o.status END
    END AS status,
    CASE WHEN f.fate = 'recovers' THEN abs(o.total_cents) ELSE o.total_cents + 1 + pick(o.id, salt(10), 500) END AS total_cents,
    o.currency, o.created_at,
    CASE f.fate
        WHEN 'ties' THEN getvariable('orders_mark')
        WHEN 'comes late' THEN greatest(o.updated_at, shortly_before(getvariable('orders_mark'), o.id, 11))
        ELSE during_day(o.id, 11) END AS updated_at,
    o.metadata
FROM orders AS o
JOIN fates AS f ON f.id = o.id AND f.fate NOT IN ('items change', 'item is added')
UNION ALL
SELECT
    o.id, o.customer_id, o.status,
    (SELECT sum(i.quantity * i.unit_price_cents)::BIGINT FROM changed_order_items AS i WHERE i.order_id = o.id),
    o.currency, o.updated_at, o.updated_at, o.metadata
FROM new_orders AS o;

DELETE FROM customers WHERE id IN (SELECT id FROM changed_customers);
INSERT INTO customers SELECT * FROM changed_customers;
DELETE FROM order_items WHERE id IN (SELECT id FROM changed_order_items);
INSERT INTO order_items SELECT * FROM changed_order_items;
DELETE FROM orders WHERE id IN (SELECT id FROM changed_orders);
INSERT INTO orders SELECT * FROM changed_orders;
