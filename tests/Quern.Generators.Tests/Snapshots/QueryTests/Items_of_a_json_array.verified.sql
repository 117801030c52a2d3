-- duckdb
SELECT
    o.id,
    r.index AS line,
    CASE WHEN JSON_TYPE(r.value, '$."sku"') IN ('VARCHAR') THEN JSON_EXTRACT_STRING(r.value, '$."sku"') END AS sku,
    CASE WHEN JSON_TYPE(r_2.value, '$') IN ('VARCHAR') THEN JSON_EXTRACT_STRING(r_2.value, '$') END AS tag
FROM {Shop.RawOrder} AS o
CROSS JOIN UNNEST(JSON_EXTRACT(NULLIF(JSON_EXTRACT(CASE WHEN NOT REGEXP_MATCHES(REGEXP_REPLACE(o.note, '"(\\.|[^"\\])*"', '0', 'g'), '(?i:nan|inf)|,\s*[\]}]') THEN TRY_CAST(o.note AS JSON) END, '$."lines"'), 'null'), '$[*]')) WITH ORDINALITY AS r("value", "index")
LEFT JOIN UNNEST(JSON_EXTRACT(NULLIF(JSON_EXTRACT(r.value, '$."tags"'), 'null'), '$[*]')) WITH ORDINALITY AS r_2("value", "index") ON TRUE
WHERE r.index <= o.cents

-- postgres
SELECT
    o.id,
    r.index AS line,
    CASE WHEN JSONB_TYPEOF(r.value #> ARRAY['sku']) = 'string' THEN r.value #>> ARRAY['sku'] END AS sku,
    CASE WHEN JSONB_TYPEOF(r_2.value #> '{}') = 'string' THEN r_2.value #>> '{}' END AS tag
FROM {Shop.RawOrder} AS o
CROSS JOIN JSONB_ARRAY_ELEMENTS(CASE WHEN JSONB_TYPEOF(NULLIF("quern"."try_parse_json"(o.note) #> ARRAY['lines'], 'null')) = 'array' THEN NULLIF("quern"."try_parse_json"(o.note) #> ARRAY['lines'], 'null') END) WITH ORDINALITY AS r("value", "index")
LEFT JOIN JSONB_ARRAY_ELEMENTS(CASE WHEN JSONB_TYPEOF(NULLIF(r.value #> ARRAY['tags'], 'null')) = 'array' THEN NULLIF(r.value #> ARRAY['tags'], 'null') END) WITH ORDINALITY AS r_2("value", "index") ON TRUE
WHERE r.index <= o.cents

-- snowflake
SELECT
    o.id,
    r.index + 1 AS line,
    CASE WHEN TYPEOF(GET(r.value, 'sku')) IN ('VARCHAR') THEN CAST(GET(r.value, 'sku') AS VARCHAR) END AS sku,
    CASE WHEN TYPEOF(r_2.value) IN ('VARCHAR') THEN CAST(r_2.value AS VARCHAR) END AS tag
FROM {Shop.RawOrder} AS o
CROSS JOIN TABLE(FLATTEN(INPUT => CASE WHEN IS_ARRAY(STRIP_NULL_VALUE(GET(CASE WHEN NOT (REGEXP_COUNT(REGEXP_REPLACE(o.note, '"(\\\\.|[^"\\\\])*"', '0'), 'nan|inf|undefined|''|,\\s*[]},]|[[{]\\s*,|^\\s*$', 1, 'i') > 0) THEN TRY_PARSE_JSON(o.note) END, 'lines'))) THEN STRIP_NULL_VALUE(GET(CASE WHEN NOT (REGEXP_COUNT(REGEXP_REPLACE(o.note, '"(\\\\.|[^"\\\\])*"', '0'), 'nan|inf|undefined|''|,\\s*[]},]|[[{]\\s*,|^\\s*$', 1, 'i') > 0) THEN TRY_PARSE_JSON(o.note) END, 'lines')) END)) AS r
CROSS JOIN TABLE(FLATTEN(INPUT => CASE WHEN IS_ARRAY(STRIP_NULL_VALUE(GET(r.value, 'tags'))) THEN STRIP_NULL_VALUE(GET(r.value, 'tags')) END, OUTER => TRUE)) AS r_2
WHERE r.index + 1 <= o.cents

