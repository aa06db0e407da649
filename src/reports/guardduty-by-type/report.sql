SELECT
  type AS finding_type,
  max(severity) AS severity,
  count(DISTINCT id) AS findings,
  count(DISTINCT accountid) AS accounts,
  max(updatedat) AS last_time
FROM guardduty_findings
GROUP BY 1
ORDER BY findings DESC, finding_type
