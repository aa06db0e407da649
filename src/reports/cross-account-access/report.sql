SELECT
  c.recipientaccountid AS account,
  c.useridentity.accountid AS caller_account,
  CASE
    WHEN (SELECT count(*) FROM accounts) = 0 THEN 'unknown'
    WHEN a.account IS NULL THEN 'outside'
    ELSE 'organization'
  END AS belongs_to,
  coalesce(c.useridentity.arn, c.useridentity.principalid) AS actor,
  c.eventsource AS service,
  c.eventname AS event,
  count(*) AS calls,
  count_if(c.errorcode IS NOT NULL) AS failed,
  min(c.eventtime) AS first_time,
  max(c.eventtime) AS last_time
FROM cloudtrail AS c
LEFT JOIN accounts AS a ON a.account = c.useridentity.accountid
WHERE
  c.useridentity.accountid <> c.recipientaccountid
  AND coalesce(c.useridentity.type, '') <> 'AWSService'
  AND c.useridentity.invokedby IS NULL
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY calls DESC, account, caller_account, actor, service, event
