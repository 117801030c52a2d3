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
CREATE TABLE labels (id BIGINT, tags VARCHAR[], numbers BIGINT[], prices DECIMAL(12,2)[], days DATE[], outlets VARCHAR[], others VARCHAR[]);
INSERT INTO labels VALUES
    (1, ['new', 'old', 'new'], [3, 1, 2], [1.50, 0.25], ['2024-01-01', '2024-02-29'], ['web', 'in store'], ['a']),
    (2, [], [], [], [], [], NULL),
    (3, ['', 'É', '🦆', 'it''s'], [9223372036854775807], [-1.00], ['0001-01-01'], ['web'], []),
    (4, ['old'], [0, 0], [9999999999.99], ['9999-12-31', '2024-01-01'], ['in store', 'in store'], ['b', 'old']);
CREATE TABLE customers (id BIGINT, segment VARCHAR, level INTEGER, parent_id BIGINT);
INSERT INTO customers VALUES (10, 'gold', 2, NULL), (11, NULL, NULL, 10), (12, 'silver', 1, 10), (13, 'gold', 3, 12), (14, NULL, 0, 13);
CREATE TABLE documents (id BIGINT, body VARCHAR);
INSERT INTO documents VALUES
    (1, '{}'),
    (2, 'null'),
    (3, '17'),
    (4, '"text"'),
    (5, '[1, 2]'),
    (6, '[{"Text": "in an array"}]'),
    (7, 'true'),
    (8, '{"Text": "x", "Flag": false, "Small": 1, "Number": 2, "Large": 3, "Amount": 1.5, "Ratio": 2.5, "Day": "2024-02-29", "At": "2024-02-29T12:30:00.123", "Key": "123E4567-e89b-12d3-a456-426614174000", "Channel": "web", "Any": {"Text": "any"}, "Inner": {"Text": "é", "Deeper": {"Text": "deep"}}}'),
    (9, '{"Text": null, "Flag": null, "Small": null, "Number": null, "Large": null, "Amount": null, "Ratio": null, "Day": null, "At": null, "Key": null, "Channel": null, "Any": null, "Inner": null}'),
    (10, '{"Text": 1, "Flag": 1, "Small": "1", "Number": "2", "Large": true, "Amount": "1.5", "Ratio": "2.5", "Day": 20240229, "At": 0, "Key": {}, "Channel": 1, "Any": "Text", "Inner": "Text"}'),
    (11, '{"Text": ["x"], "Flag": "true", "Small": [1], "Number": {}, "Large": [], "Amount": [1.5], "Ratio": {}, "Day": ["2024-02-29"], "Channel": ["web"], "Any": ["Text"], "Inner": [{"Text": "x"}]}'),
    (12, '{"Text": {"Text": "x"}, "Flag": true, "Inner": {"Text": 5, "Deeper": [], "Lines": {"Text": "none"}}}'),
    (13, '{"text": "x", "TEXT": "y", "number": 1, "inner": {"Text": "z"}}'),
    (14, '{"Small": 32767, "Number": 2147483647, "Large": 9223372036854775807, "Amount": 999999999999999999, "Ratio": 1.7976931348623157e308}'),
    (15, '{"Small": 32768, "Number": 2147483648, "Large": 9223372036854775808, "Amount": 1000000000000000000, "Ratio": 1e400}'),
    (16, '{"Small": -32769, "Number": -2147483649, "Large": -9223372036854775809, "Amount": -999999999999999999, "Ratio": -1e400}'),
    (17, '{"Small": -32768, "Number": -2147483648, "Large": -9223372036854775808, "Amount": -0.0, "Ratio": -0.0}'),
    (18, '{"Small": 1.0, "Number": 1.5, "Large": 2.00, "Amount": 1e400, "Ratio": 1e-400}'),
    (19, '{"Small": -0, "Number": -0, "Large": 0, "Amount": 1e3, "Ratio": 1E+3}'),
    (20, '{"Large": 123456789012345678901234567890123456789012345, "Amount": 123456789012345678, "Ratio": 123456789012345678901234567890}'),
    (21, '{"Amount": 0.00000001, "Ratio": 0.00000001}'),
    (22, '{"Amount": 1.2345e-7, "Ratio": 4.9e-324}'),
    (23, '{"Amount": 0.00000000005, "Ratio": 2.4e-324}'),
    (24, '{"Amount": 0.00000000004999, "Ratio": 0.1e1}'),
    (25, '{"Amount": 0.30000000000000000001, "Ratio": 0.30000000000000000001}'),
    (26, '{"Amount": 123456789012345678.5, "Ratio": 123456789012345678.5}'),
    (27, '{"Amount": 9007199254740993.5, "Ratio": 9007199254740993}'),
    (28, '{"Amount": 1234567.8912345678, "Ratio": 1234567.8912345678}'),
    (29, '{"Amount": 999999999999999999.99999999999, "Ratio": 1e22}'),
    (30, '{"Amount": 999999999999999935.9, "Ratio": 1e-7}'),
    (31, '{"Amount": 12.340000000000000000000000, "Ratio": 100000000000000000000000.0}'),
    (32, '{"Amount": -1e-330, "Ratio": -1e-330}'),
    (33, '{"Amount": 1e28, "Ratio": 1e300}'),
    (34, '{"Day": "2023-02-29", "At": "2024-02-29 24:00:00", "Key": "123e4567e89b12d3a456426614174000", "Channel": "Web"}'),
    (35, '{"Day": "2024-2-9", "At": "2024-02-29", "Key": "", "Channel": "call centre"}'),
    (36, '{"Day": "", "At": "2024-02-29 23:59:59", "Channel": "phone"}'),
    (37, '{"Day": " 2024-01-01", "At": "2024-02-29 23:59:59Z", "Channel": ""}'),
    (38, '{"Text": "", "Inner": {}}'),
    (39, '{"Text": "a\"b\\c/\u00e9\ud83d\udd25\n\t", "Inner": {"Text": "\u0041", "Deeper": null, "Lines": []}}'),
    (40, '{"\u0054ext": "escaped key", "Inner": {"Lines": [{"Text": "one"}, {"Text": 2}, "three", null, {"Deeper": {"Text": "x"}}, {"Text": "six", "Deeper": null}]}}'),
    (41, '{"Text": "it''s; -- {0} $1 %", "Inner": {"Lines": [[{"Text": "nested"}], []]}}'),
    (42, '{"a.b": "dot", "a b": "space", "a\"b": "quote", "a\\b": "backslash", "it''s": "apostrophe", "*": "star", "": "empty", "0": "zero", "é": "accent", "$": "dollar", "/~1": "pointer", "[0]": "bracket", "Name": "name", "name": "lower"}'),
    (43, '{"0": {"a.b": "dot", "a b": "space", "a\"b": "quote", "a\\b": "backslash", "it''s": "apostrophe", "*": "star", "": "empty", "0": "zero", "é": "accent", "$": "dollar", "/~1": "pointer", "[0]": "bracket", "name": "lower"}, "a": {"b": "no dot"}}'),
    (44, '{"a\"b": {"a.b": "dot", "a b": "space", "a\"b": "quote", "a\\b": "backslash", "it''s": "apostrophe", "*": "star", "": "empty", "0": "zero", "é": "accent", "$": "dollar", "/~1": "pointer", "[0]": "bracket", "Name": "name"}}'),
    (45, '{"0": ["item"], "a\"b": ["item"], "*": {"0": "x"}}'),
    (46, '["item"]'),
    (47, '{"HTTPStatus": "exact", "httpStatus": "camel", "http_status": "snake", "HTTP-STATUS": "kebab", "innerPart": {"text": "camel", "Text": "exact"}, "Fixed": "fixed", "fixed": "no"}');
