-- Nulls, ties, texts in odd order, rows without a partner on either side.
CREATE TABLE orders (id BIGINT, customer_id BIGINT, status VARCHAR, cents BIGINT, amount DECIMAL(12,2), rate DOUBLE, note VARCHAR, day DATE, "at" TIMESTAMP);
INSERT INTO orders VALUES
    (1, 10, 'paid', 1000, 10.00, 0.5, 'b', '2024-01-01', '2024-01-01 08:00:00'),
    (2, 10, 'paid', 250, 2.50, 1.5, NULL, '2024-01-03', '2024-01-03 09:30:00'),
    (3, 11, 'open', 0, 0.00, -2.0, 'a', '2024-01-03', '2024-01-03 09:30:00'),
    (4, NULL, 'open', 99, 0.99, 0.0, 'B', '2024-01-10', '2024-01-10 00:00:00'),
    (5, 12, 'open', -99, -0.99, 3.25, 'É', '2024-02-01', '2024-02-01 23:59:59'),
    (6, 99, 'void', 5, 0.05, 0.125, '', '2024-02-02', '2024-02-02 12:00:00'),
    (7, 10, 'void', 250, 2.50, 8.0, 'a', '2024-03-31', '2024-03-31 12:00:00'),
    (8, 12, 'paid', 250, 2.50, -8.0, NULL, '2024-03-31', '2024-03-31 12:00:01'),
    (9, NULL, 'paid', 7, 0.07, 0.25, '🦆', '2024-04-01', '2024-04-01 00:00:00');
CREATE TABLE items (id BIGINT, order_id BIGINT, product VARCHAR, quantity INTEGER, discount INTEGER);
INSERT INTO items VALUES
    (1, 1, 'a', 2, NULL), (2, 1, 'a', 1, 5), (3, 1, NULL, 5, 0), (4, 2, 'b', 1, NULL), (5, 3, NULL, 4, NULL), (6, 77, 'z', 1, 2), (7, 5, 'ab', 3, 1), (8, 8, 'b', 9, NULL);
CREATE TABLE customers (id BIGINT, segment VARCHAR, level INTEGER, parent_id BIGINT);
INSERT INTO customers VALUES (10, 'gold', 2, NULL), (11, NULL, NULL, 10), (12, 'silver', 1, 10), (13, 'gold', 3, 12), (14, NULL, 0, 13);
