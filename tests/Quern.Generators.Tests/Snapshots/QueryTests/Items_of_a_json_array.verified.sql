-- duckdb
SELECT
    o.id,
    line.index AS line,
    CASE WHEN JSON_TYPE(line.value, '$."sku"') = 'VARCHAR' THEN JSON_EXTRACT_STRING(line.value, '$."sku"') END AS sku,
    CASE WHEN JSON_TYPE(tag.value, '$') = 'VARCHAR' THEN JSON_EXTRACT_STRING(tag.value, '$') END AS tag
FROM {Shop.RawOrder} AS o
CROSS JOIN UNNEST(JSON_EXTRACT(NULLIF(JSON_EXTRACT(CASE WHEN NOT REGEXP_MATCHES(REGEXP_REPLACE(o.note, '"(\\.|[^"\\])*"', '0', 'g'), '(?i:nan|inf)|,\s*[\]}]') THEN TRY_CAST(o.note AS JSON) END, '$."lines"'), 'null'), '$[*]')) WITH ORDINALITY AS line("value", "index")
LEFT JOIN UNNEST(JSON_EXTRACT(NULLIF(JSON_EXTRACT(line.value, '$."tags"'), 'null'), '$[*]')) WITH ORDINALITY AS tag("value", "index") ON TRUE
WHERE line.index <= o.cents

-- postgres
SELECT
    o.id,
    line.index AS line,
    CASE WHEN JSONB_TYPEOF(line.value #> ARRAY['sku']) = 'string' THEN line.value #>> ARRAY['sku'] END AS sku,
    CASE WHEN JSONB_TYPEOF(tag.value #> '{}') = 'string' THEN tag.value #>> '{}' END AS tag
FROM {Shop.RawOrder} AS o
CROSS JOIN JSONB_ARRAY_ELEMENTS(JSONB_PATH_QUERY_FIRST(NULLIF("quern"."try_parse_json"(o.note) #> ARRAY['lines'], 'null'), 'strict $ ? (@.type() == "array")')) WITH ORDINALITY AS line("value", "index")
LEFT JOIN JSONB_ARRAY_ELEMENTS(JSONB_PATH_QUERY_FIRST(NULLIF(line.value #> ARRAY['tags'], 'null'), 'strict $ ? (@.type() == "array")')) WITH ORDINALITY AS tag("value", "index") ON TRUE
WHERE line.index <= o.cents

-- snowflake
SELECT
    o.id,
    line.index + 1 AS line,
    CASE WHEN TYPEOF(GET(line.value, 'sku')) = 'VARCHAR' THEN CAST(GET(line.value, 'sku') AS VARCHAR) END AS sku,
    CASE WHEN TYPEOF(tag.value) = 'VARCHAR' THEN CAST(tag.value AS VARCHAR) END AS tag
FROM {Shop.RawOrder} AS o
CROSS JOIN LATERAL FLATTEN(INPUT => CASE WHEN IS_ARRAY(STRIP_NULL_VALUE(GET(CASE WHEN NOT (REGEXP_COUNT(REGEXP_REPLACE(o.note, '"(\\\\.|[^"\\\\])*"', '""'), 'nan|inf|undefined|''|,\\s*(\\]|\\}|,)|(\\[|\\{)\\s*,|^\\s*$|[^"[:space:]]\\s*:', 1, 'i') > 0) THEN TRY_PARSE_JSON(o.note) END, 'lines'))) THEN STRIP_NULL_VALUE(GET(CASE WHEN NOT (REGEXP_COUNT(REGEXP_REPLACE(o.note, '"(\\\\.|[^"\\\\])*"', '""'), 'nan|inf|undefined|''|,\\s*(\\]|\\}|,)|(\\[|\\{)\\s*,|^\\s*$|[^"[:space:]]\\s*:', 1, 'i') > 0) THEN TRY_PARSE_JSON(o.note) END, 'lines')) END) AS line
CROSS JOIN LATERAL FLATTEN(INPUT => CASE WHEN IS_ARRAY(STRIP_NULL_VALUE(GET(line.value, 'tags'))) THEN STRIP_NULL_VALUE(GET(line.value, 'tags')) END, OUTER => TRUE) AS tag
WHERE line.index + 1 <= o.cents

