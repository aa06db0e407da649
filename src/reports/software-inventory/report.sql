SELECT
  name AS package,
  version,
  count(DISTINCT resourceid) AS instances,
  count(DISTINCT accountid) AS accounts
FROM ssm_inventory
GROUP BY 1, 2
ORDER BY instances DESC, package, version
