SELECT
  recipientaccountid AS account,
  coalesce(useridentity.username, useridentity.arn, useridentity.principalid) AS actor,
  sourceipaddress AS source_ip,
  count(*) AS calls,
  min(eventtime) AS first_time,
  max(eventtime) AS last_time
FROM cloudtrail
WHERE
  eventname = 'ConsoleLogin'
  AND (errormessage = 'Failed authentication' OR json_extract_scalar(responseelements, '$.ConsoleLogin') = 'Failure')
GROUP BY 1, 2, 3
ORDER BY calls DESC, account, actor, source_ip
