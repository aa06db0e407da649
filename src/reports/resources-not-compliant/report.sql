WITH latest AS (
  SELECT
    account,
    region,
    resourcetype,
    resourceid,
    configrulename,
    compliancetype,
    capturetime,
    row_number() OVER (
      PARTITION BY account, region, resourcetype, resourceid, configrulename ORDER BY capturetime DESC
    ) AS place
  FROM config_compliance
)
SELECT
  configrulename AS rule,
  account,
  region,
  resourcetype AS resource_type,
  resourceid AS target,
  capturetime AS time
FROM latest
WHERE place = 1 AND compliancetype = 'NON_COMPLIANT'
ORDER BY rule, account, region, resource_type, target
