SELECT
  recipientaccountid AS account,
  coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid) AS actor,
  eventsource AS service,
  tlsdetails.tlsversion AS tls_version,
  useragent AS user_agent,
  count(*) AS calls,
  min(eventtime) AS first_time,
  max(eventtime) AS last_time
FROM cloudtrail
WHERE tlsdetails.tlsversion IN ('SSLv3', 'TLSv1', 'TLSv1.0', 'TLSv1.1')
GROUP BY 1, 2, 3, 4, 5
ORDER BY calls DESC, account, actor, service, tls_version, user_agent
