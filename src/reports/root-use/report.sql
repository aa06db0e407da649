SELECT
  eventtime AS time,
  recipientaccountid AS account,
  awsregion AS region,
  coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid) AS actor,
  eventname AS event,
  eventsource AS target,
  sourceipaddress AS source_ip,
  coalesce(errorcode, errormessage) AS error,
  eventid AS event_id
FROM cloudtrail
WHERE
  useridentity.type = 'Root'
  AND useridentity.invokedby IS NULL
  AND eventtype <> 'AwsServiceEvent'
ORDER BY time, event_id
