/**
 * What Trino has and DuckDB names or spells otherwise, as macros of DuckDB. Reports are written in the part of Trino's
 * dialect that is left with these. Each line is tested against what Trino's manual says.
 */
export const DUCKDB_MACROS: readonly string[] = [
  'CREATE MACRO regexp_like(value, pattern) AS regexp_matches(value, pattern)',
  'CREATE MACRO array_join(list, separator) AS array_to_string(list, separator)',
  'CREATE MACRO element_at(container, place) AS container[place]',
  'CREATE MACRO from_iso8601_timestamp(value) AS CAST(value AS TIMESTAMPTZ)',
  'CREATE MACRO to_unixtime(moment) AS epoch(moment)',
  'CREATE MACRO at_timezone(moment, zone) AS (moment AT TIME ZONE zone)',
  'CREATE MACRO day_of_week(moment) AS isodow(moment)',
  'CREATE MACRO sequence(first, last) AS generate_series(CAST(first AS BIGINT), CAST(last AS BIGINT))',
  'CREATE MACRO json_format(value) AS CAST(value AS VARCHAR)',
  `CREATE MACRO json_size(value, path) AS TRY(CASE
     WHEN json_type(value, path) = 'ARRAY' THEN json_array_length(value, path)
     WHEN json_type(value, path) = 'OBJECT' THEN len(json_keys(value, path))
     WHEN json_type(value, path) IS NOT NULL THEN 0 END)`,
  // null for what is no JSON and for what is not one value, as Trino says
  `CREATE MACRO json_extract_scalar(value, path) AS TRY(CASE
     WHEN json_type(value, path) IN ('OBJECT', 'ARRAY') THEN NULL ELSE json_extract_string(value, path) END)`,
];
