SELECT
  sourceipaddress AS source_ip,
  count(*) AS calls,
  count_if(errorcode IS NOT NULL) AS failed,
  count(DISTINCT recipientaccountid) AS accounts,
  count(DISTINCT coalesce(useridentity.arn, useridentity.principalid)) AS actors,
  min(eventtime) AS first_time,
  max(eventtime) AS last_time
FROM cloudtrail
WHERE
  -- Services give their name instead of an address.
  sourceipaddress NOT LIKE '%.amazonaws.com'
  AND sourceipaddress <> 'AWS Internal'
GROUP BY 1
ORDER BY calls DESC, source_ip
