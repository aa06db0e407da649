SELECT
  recipientaccountid AS account,
  eventsource AS service,
  eventname AS event,
  errorcode AS error,
  count(*) AS calls,
  count(DISTINCT coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid)) AS actors,
  min(eventtime) AS first_time,
  max(eventtime) AS last_time
FROM cloudtrail
WHERE errorcode IS NOT NULL
GROUP BY 1, 2, 3, 4
ORDER BY calls DESC, account, service, event, error
