WITH latest AS (
  SELECT
    account,
    region,
    resourcetype,
    resourceid,
    configrulename,
    compliancetype,
    row_number() OVER (
      PARTITION BY account, region, resourcetype, resourceid, configrulename ORDER BY capturetime DESC
    ) AS place
  FROM config_compliance
)
SELECT
  configrulename AS rule,
  count_if(compliancetype = 'NON_COMPLIANT') AS noncompliant,
  count_if(compliancetype = 'COMPLIANT') AS compliant,
  count(DISTINCT CASE WHEN compliancetype = 'NON_COMPLIANT' THEN account END) AS accounts
FROM latest
WHERE place = 1
GROUP BY 1
HAVING count_if(compliancetype = 'NON_COMPLIANT') > 0
ORDER BY noncompliant DESC, rule
