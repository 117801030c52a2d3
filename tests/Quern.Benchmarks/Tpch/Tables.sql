-- Tables of TPC-H's shape: its keys, value ranges, distributions and vocabulary as its specification tells them, made from
-- hashes of row numbers, so that each run makes the same rows. $suppliers, $parts, $customers and $orders are row counts.
CREATE SCHEMA raw;

CREATE MACRO pick(key, salt, n) AS CAST(hash(key, salt) % n AS BIGINT);

CREATE MACRO cents(key, salt, low, high) AS CAST((low + pick(key, salt, high - low + 1)) / 100 AS DECIMAL(15, 2));

CREATE MACRO word(key, salt) AS ([
    'special', 'requests', 'packages', 'accounts', 'deposits', 'theodolites', 'instructions', 'foxes', 'pinto', 'beans',
    'ideas', 'dependencies', 'excuses', 'platelets', 'asymptotes', 'courts', 'dolphins', 'multipliers', 'sauternes', 'warthogs',
    'sleep', 'wake', 'haggle', 'nag', 'use', 'boost', 'affix', 'detect', 'integrate', 'cajole', 'doze', 'engage', 'furiously',
    'carefully', 'blithely', 'quickly', 'slyly', 'fluffily', 'daringly', 'ruthlessly', 'final', 'regular', 'express', 'bold',
    'ironic', 'even', 'silent', 'pending', 'unusual', 'close', 'dogged', 'busy', 'about', 'above', 'across', 'after', 'against',
    'along', 'among', 'beneath', 'between', 'beyond', 'the', 'according'])[1 + pick(key, salt, 64)];

CREATE MACRO color(key, salt) AS ([
    'almond', 'antique', 'aquamarine', 'azure', 'beige', 'bisque', 'black', 'blanched', 'blue', 'blush', 'brown', 'burlywood',
    'burnished', 'chartreuse', 'chiffon', 'chocolate', 'coral', 'cornflower', 'cornsilk', 'cream', 'cyan', 'dark', 'deep', 'dim',
    'dodger', 'drab', 'firebrick', 'floral', 'forest', 'frosted', 'gainsboro', 'ghost', 'goldenrod', 'green', 'grey', 'honeydew',
    'hot', 'indian', 'ivory', 'khaki', 'lace', 'lavender', 'lawn', 'lemon', 'light', 'lime', 'linen', 'magenta', 'maroon',
    'medium', 'metallic', 'midnight', 'mint', 'misty', 'moccasin', 'navajo', 'navy', 'olive', 'orange', 'orchid', 'pale',
    'papaya', 'peach', 'peru', 'pink', 'plum', 'powder', 'puff', 'purple', 'red', 'rose', 'rosy', 'royal', 'saddle', 'salmon',
    'sandy', 'seashell', 'sienna', 'sky', 'slate', 'smoke', 'snow', 'spring', 'steel', 'tan', 'thistle', 'tomato', 'turquoise',
    'violet', 'wheat', 'white', 'yellow'])[1 + pick(key, salt, 92)];

CREATE MACRO phone(nation, key) AS format('{}-{:03d}-{:03d}-{:04d}', nation + 10, 100 + pick(key, 91, 900), 100 + pick(key, 92, 900), 1000 + pick(key, 93, 9000));

CREATE MACRO retail_price(part) AS CAST((90000 + (part // 10) % 20001 + 100 * (part % 1000)) / 100 AS DECIMAL(15, 2));

-- Each part has four suppliers.
CREATE MACRO supplier_of(part, n) AS (part + n * ($suppliers // 4 + (part - 1) // $suppliers)) % $suppliers + 1;

CREATE TABLE raw.region AS
SELECT CAST(key AS INTEGER) AS r_regionkey, name AS r_name, word(key, 1) AS r_comment
FROM (VALUES (0, 'AFRICA'), (1, 'AMERICA'), (2, 'ASIA'), (3, 'EUROPE'), (4, 'MIDDLE EAST')) AS regions (key, name);

CREATE TABLE raw.nation AS
SELECT CAST(key AS INTEGER) AS n_nationkey, name AS n_name, CAST(region AS INTEGER) AS n_regionkey, word(key, 2) AS n_comment
FROM (VALUES
    (0, 'ALGERIA', 0), (1, 'ARGENTINA', 1), (2, 'BRAZIL', 1), (3, 'CANADA', 1), (4, 'EGYPT', 4), (5, 'ETHIOPIA', 0), (6, 'FRANCE', 3),
    (7, 'GERMANY', 3), (8, 'INDIA', 2), (9, 'INDONESIA', 2), (10, 'IRAN', 4), (11, 'IRAQ', 4), (12, 'JAPAN', 2), (13, 'JORDAN', 4),
    (14, 'KENYA', 0), (15, 'MOROCCO', 0), (16, 'MOZAMBIQUE', 0), (17, 'PERU', 1), (18, 'CHINA', 2), (19, 'ROMANIA', 3),
    (20, 'SAUDI ARABIA', 4), (21, 'VIETNAM', 2), (22, 'RUSSIA', 3), (23, 'UNITED KINGDOM', 3), (24, 'UNITED STATES', 1)
) AS nations (key, name, region);

CREATE TABLE raw.supplier AS
SELECT
    key AS s_suppkey,
    format('Supplier#{:09d}', key) AS s_name,
    word(key, 1) || ' ' || word(key, 2) AS s_address,
    CAST(nation AS INTEGER) AS s_nationkey,
    phone(nation, key) AS s_phone,
    cents(key, 3, -99999, 999999) AS s_acctbal,
    CASE WHEN key % 1000 = 7 THEN 'Customer ' || word(key, 4) || ' Complaints ' ELSE '' END
        || concat_ws(' ', word(key, 5), word(key, 6), word(key, 7), word(key, 8), word(key, 9), word(key, 10), word(key, 11)) AS s_comment
FROM (SELECT range + 1 AS key, pick(range, 20, 25) AS nation FROM range($suppliers));

CREATE TABLE raw.part AS
SELECT
    key AS p_partkey,
    concat_ws(' ', color(key, 1), color(key, 2), color(key, 3), color(key, 4), color(key, 5)) AS p_name,
    'Manufacturer#' || maker AS p_mfgr,
    'Brand#' || maker || (1 + pick(key, 7, 5)) AS p_brand,
    concat_ws(
        ' ',
        (['STANDARD', 'SMALL', 'MEDIUM', 'LARGE', 'ECONOMY', 'PROMO'])[1 + pick(key, 8, 6)],
        (['ANODIZED', 'BURNISHED', 'PLATED', 'POLISHED', 'BRUSHED'])[1 + pick(key, 9, 5)],
        (['TIN', 'NICKEL', 'BRASS', 'STEEL', 'COPPER'])[1 + pick(key, 10, 5)]) AS p_type,
    CAST(1 + pick(key, 11, 50) AS INTEGER) AS p_size,
    (['SM', 'LG', 'MED', 'JUMBO', 'WRAP'])[1 + pick(key, 12, 5)] || ' '
        || (['CASE', 'BOX', 'BAG', 'JAR', 'PKG', 'PACK', 'CAN', 'DRUM'])[1 + pick(key, 13, 8)] AS p_container,
    retail_price(key) AS p_retailprice,
    word(key, 14) || ' ' || word(key, 15) AS p_comment
FROM (SELECT range + 1 AS key, 1 + pick(range, 6, 5) AS maker FROM range($parts));

CREATE TABLE raw.partsupp AS
SELECT
    part AS ps_partkey,
    supplier_of(part, n) AS ps_suppkey,
    CAST(1 + pick(part * 4 + n, 1, 9999) AS INTEGER) AS ps_availqty,
    cents(part * 4 + n, 2, 100, 100000) AS ps_supplycost,
    concat_ws(' ', word(part, n), word(part, n + 4), word(part, n + 8), word(part, n + 12), word(part, n + 16), word(part, n + 20),
        word(part, n + 24), word(part, n + 28), word(part, n + 32), word(part, n + 36), word(part, n + 40), word(part, n + 44)) AS ps_comment
FROM (SELECT p.range + 1 AS part, s.range AS n FROM range($parts) AS p, range(4) AS s);

CREATE TABLE raw.customer AS
SELECT
    key AS c_custkey,
    format('Customer#{:09d}', key) AS c_name,
    word(key, 1) || ' ' || word(key, 2) || ' ' || word(key, 3) AS c_address,
    CAST(nation AS INTEGER) AS c_nationkey,
    phone(nation, key + 1000000) AS c_phone,
    cents(key, 4, -99999, 999999) AS c_acctbal,
    (['AUTOMOBILE', 'BUILDING', 'FURNITURE', 'MACHINERY', 'HOUSEHOLD'])[1 + pick(key, 5, 5)] AS c_mktsegment,
    concat_ws(' ', word(key, 6), word(key, 7), word(key, 8), word(key, 9), word(key, 10), word(key, 11), word(key, 12), word(key, 13)) AS c_comment
FROM (SELECT range + 1 AS key, pick(range, 21, 25) AS nation FROM range($customers));

-- Of 32 keys the first eight are used; a third of the customers has no orders.
CREATE TABLE placed AS
SELECT
    range // 8 * 32 + range % 8 + 1 AS order_key,
    pick(range, 31, $customers * 2 // 3) // 2 * 3 + pick(range, 31, $customers * 2 // 3) % 2 + 1 AS customer_key,
    DATE '1992-01-01' + CAST(pick(range, 32, 2406) AS INTEGER) AS order_date,
    1 + pick(range, 33, 7) AS lines
FROM range($orders);

CREATE TABLE raw.lineitem AS
WITH numbered AS (
    SELECT order_key, order_date, unnest(range(1, lines + 1)) AS line
    FROM placed
),
sold AS (
    SELECT
        *,
        1 + pick(order_key * 8 + line, 1, $parts) AS part,
        1 + pick(order_key * 8 + line, 2, 50) AS quantity,
        order_date + CAST(1 + pick(order_key * 8 + line, 3, 121) AS INTEGER) AS shipped,
        order_date + CAST(30 + pick(order_key * 8 + line, 4, 61) AS INTEGER) AS committed
    FROM numbered
),
received AS (
    SELECT *, shipped + CAST(1 + pick(order_key * 8 + line, 5, 30) AS INTEGER) AS received
    FROM sold
)
SELECT
    order_key AS l_orderkey,
    part AS l_partkey,
    supplier_of(part, pick(order_key * 8 + line, 6, 4)) AS l_suppkey,
    CAST(line AS INTEGER) AS l_linenumber,
    CAST(quantity AS DECIMAL(15, 2)) AS l_quantity,
    CAST(quantity * retail_price(part) AS DECIMAL(15, 2)) AS l_extendedprice,
    cents(order_key * 8 + line, 7, 0, 10) AS l_discount,
    cents(order_key * 8 + line, 8, 0, 8) AS l_tax,
    CASE WHEN received > DATE '1995-06-17' THEN 'N' WHEN pick(order_key * 8 + line, 9, 2) = 0 THEN 'R' ELSE 'A' END AS l_returnflag,
    CASE WHEN shipped > DATE '1995-06-17' THEN 'O' ELSE 'F' END AS l_linestatus,
    shipped AS l_shipdate,
    committed AS l_commitdate,
    received AS l_receiptdate,
    (['DELIVER IN PERSON', 'COLLECT COD', 'NONE', 'TAKE BACK RETURN'])[1 + pick(order_key * 8 + line, 10, 4)] AS l_shipinstruct,
    (['REG AIR', 'AIR', 'RAIL', 'SHIP', 'TRUCK', 'MAIL', 'FOB'])[1 + pick(order_key * 8 + line, 11, 7)] AS l_shipmode,
    concat_ws(' ', word(order_key * 8 + line, 12), word(order_key * 8 + line, 13), word(order_key * 8 + line, 14)) AS l_comment
FROM received;

CREATE TABLE raw.orders AS
SELECT
    order_key AS o_orderkey,
    customer_key AS o_custkey,
    CASE WHEN open_lines = 0 THEN 'F' WHEN open_lines = lines THEN 'O' ELSE 'P' END AS o_orderstatus,
    total AS o_totalprice,
    order_date AS o_orderdate,
    (['1-URGENT', '2-HIGH', '3-MEDIUM', '4-NOT SPECIFIED', '5-LOW'])[1 + pick(order_key, 1, 5)] AS o_orderpriority,
    format('Clerk#{:09d}', 1 + pick(order_key, 2, 1000)) AS o_clerk,
    0 AS o_shippriority,
    concat_ws(' ', word(order_key, 3), word(order_key, 4), word(order_key, 5), word(order_key, 6), word(order_key, 7), word(order_key, 8),
        word(order_key, 9), word(order_key, 10)) AS o_comment
FROM placed
JOIN (
    SELECT
        l_orderkey,
        CAST(SUM(l_extendedprice * (1 + l_tax) * (1 - l_discount)) AS DECIMAL(15, 2)) AS total,
        COUNT(*) FILTER (WHERE l_linestatus = 'O') AS open_lines
    FROM raw.lineitem
    GROUP BY l_orderkey
) ON l_orderkey = order_key
ORDER BY o_orderkey;

DROP TABLE placed;
