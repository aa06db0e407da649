SELECT
  recipientaccountid AS account,
  coalesce(useridentity.arn, useridentity.principalid) AS actor,
  eventsource AS service,
  eventname AS event,
  count(*) AS calls,
  count_if(errorcode IS NOT NULL) AS failed,
  min(eventtime) AS first_time,
  max(eventtime) AS last_time
FROM cloudtrail
WHERE
  readonly = 'false'
  AND eventtype = 'AwsApiCall'
  AND useridentity.invokedby IS NULL
  -- What a page of the console calls: it says so since 2022, and through its user agent before.
  AND (
    sessioncredentialfromconsole = 'true'
    OR useragent LIKE 'console.%amazonaws.com'
    OR useragent LIKE '[S3Console%'
    OR useragent IN ('signin.amazonaws.com', 'AWS Internal Console')
  )
GROUP BY 1, 2, 3, 4
ORDER BY calls DESC, account, actor, service, event
