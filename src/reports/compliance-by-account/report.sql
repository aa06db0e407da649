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
  l.account AS account,
  max(coalesce(a.name, '')) AS account_name,
  count_if(l.compliancetype = 'NON_COMPLIANT') AS noncompliant,
  count_if(l.compliancetype = 'COMPLIANT') AS compliant,
  count(DISTINCT CASE WHEN l.compliancetype = 'NON_COMPLIANT' THEN l.configrulename END) AS rules
FROM latest AS l
LEFT JOIN accounts AS a ON a.account = l.account
WHERE l.place = 1
GROUP BY 1
HAVING count_if(l.compliancetype = 'NON_COMPLIANT') > 0
ORDER BY noncompliant DESC, account
