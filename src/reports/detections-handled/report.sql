WITH rule_levels AS (
  SELECT
    regexp_extract(entry, '^(.*)=', 1) AS rule,
    CAST(regexp_extract(entry, '=([0-9.]+)$', 1) AS double) AS severity
  FROM parameters
  CROSS JOIN UNNEST(rule_severities) AS severities(entry)
),
-- Calls that archive a finding, or take that back; what was exported says only that it was found.
decisions AS (
  SELECT
    eventtime AS time,
    eventname AS event,
    requestparameters AS request
  FROM cloudtrail
  WHERE
    eventsource = 'guardduty.amazonaws.com'
    AND eventname IN ('ArchiveFindings', 'UnarchiveFindings')
    AND errorcode IS NULL
),
exported AS (
  SELECT
    accountid AS account,
    region,
    id,
    max(type) AS what,
    max(severity) AS severity,
    min(createdat) AS opened,
    max(updatedat) AS seen,
    max(CASE WHEN json_extract_scalar(service, '$.archived') = 'true' THEN updatedat END) AS archived
  FROM guardduty_findings
  GROUP BY 1, 2, 3
),
decided AS (
  SELECT
    exported.account,
    exported.region,
    exported.id,
    max(CASE WHEN event = 'ArchiveFindings' THEN time END) AS archived,
    max(CASE WHEN event = 'UnarchiveFindings' THEN time END) AS unarchived
  FROM exported
  CROSS JOIN decisions
  WHERE strpos(request, '"' || id || '"') > 0
  GROUP BY 1, 2, 3
),
findings AS (
  SELECT
    'GuardDuty' AS source,
    exported.account,
    exported.region,
    what,
    exported.id AS target,
    severity,
    opened,
    -- One that happened again since it was archived is open.
    CASE
      WHEN decided.archived >= seen AND decided.archived > coalesce(unarchived, '') THEN decided.archived
      WHEN exported.archived >= seen AND coalesce(unarchived, '') <= exported.archived THEN exported.archived
    END AS closed,
    CAST(NULL AS varchar) AS unknowns
  FROM exported
  LEFT JOIN decided
    ON decided.account = exported.account AND decided.region = exported.region AND decided.id = exported.id
),
steps AS (
  SELECT
    *,
    lag(compliancetype) OVER (
      PARTITION BY account, region, resourcetype, resourceid, configrulename ORDER BY capturetime
    ) AS before
  FROM config_compliance
),
turns AS (
  SELECT
    *,
    lead(capturetime) OVER (
      PARTITION BY account, region, resourcetype, resourceid, configrulename ORDER BY capturetime
    ) AS next_turn
  FROM steps
  WHERE before IS NULL OR (compliancetype = 'NON_COMPLIANT') <> (before = 'NON_COMPLIANT')
),
violations AS (
  SELECT
    'AWS Config' AS source,
    account,
    region,
    configrulename AS what,
    resourcetype || ' ' || resourceid AS target,
    severity,
    capturetime AS opened,
    next_turn AS closed,
    CASE WHEN before IS NULL THEN 'may have been open before' END AS unknowns
  FROM turns
  CROSS JOIN parameters
  LEFT JOIN rule_levels
    ON configrulename = rule OR configrulename = resource_prefix || '-' || rule
  WHERE compliancetype = 'NON_COMPLIANT'
),
detections AS (
  SELECT * FROM findings
  UNION ALL
  SELECT * FROM violations
),
aged AS (
  SELECT
    *,
    CASE
      WHEN severity IS NULL THEN 'unknown'
      WHEN severity >= 9 THEN 'critical'
      WHEN severity >= 7 THEN 'high'
      WHEN severity >= 4 THEN 'medium'
      ELSE 'low'
    END AS level,
    (to_unixtime(from_iso8601_timestamp(closed)) - to_unixtime(from_iso8601_timestamp(opened))) / 3600 AS hours
  FROM detections
),
ranked AS (
  SELECT
    level,
    hours,
    row_number() OVER (PARTITION BY level ORDER BY hours) AS place,
    count(*) OVER (PARTITION BY level) AS places
  FROM aged
  WHERE hours IS NOT NULL
),
medians AS (
  SELECT
    level,
    round(avg(hours), 1) AS median_hours
  FROM ranked
  WHERE place * 2 BETWEEN places AND places + 2
  GROUP BY 1
)
SELECT
  aged.level AS severity,
  source,
  account,
  region,
  what AS title,
  target,
  opened,
  closed,
  round(hours, 1) AS open_hours,
  median_hours,
  unknowns
FROM aged
LEFT JOIN medians ON medians.level = aged.level
ORDER BY
  CASE aged.level WHEN 'critical' THEN 1 WHEN 'high' THEN 2 WHEN 'medium' THEN 3 WHEN 'low' THEN 4 ELSE 5 END,
  opened,
  source,
  account,
  region,
  title,
  target
