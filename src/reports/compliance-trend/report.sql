WITH steps AS (
  SELECT
    substr(capturetime, 1, 10) AS day,
    compliancetype,
    lag(compliancetype) OVER (
      PARTITION BY account, region, resourcetype, resourceid, configrulename ORDER BY capturetime
    ) AS before
  FROM config_compliance
),
days AS (
  SELECT
    day,
    count_if(compliancetype = 'NON_COMPLIANT' AND coalesce(before, '') <> 'NON_COMPLIANT') AS broken,
    count_if(compliancetype <> 'NON_COMPLIANT' AND before = 'NON_COMPLIANT') AS repaired
  FROM steps
  GROUP BY 1
)
SELECT
  day,
  broken,
  repaired,
  sum(broken - repaired) OVER (ORDER BY day) AS noncompliant
FROM days
WHERE broken + repaired > 0
ORDER BY day
