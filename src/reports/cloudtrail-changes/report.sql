SELECT
  eventtime AS time,
  recipientaccountid AS account,
  awsregion AS region,
  coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid) AS actor,
  eventname AS event,
  coalesce(
    json_extract_scalar(requestparameters, '$.name'),
    json_extract_scalar(requestparameters, '$.trailName'),
    json_extract_scalar(requestparameters, '$.eventDataStore')
  ) AS target,
  sourceipaddress AS source_ip,
  errorcode AS error,
  eventid AS event_id
FROM cloudtrail
WHERE
  eventsource = 'cloudtrail.amazonaws.com'
  AND eventname IN (
    'CreateTrail', 'DeleteEventDataStore', 'DeleteTrail', 'PutEventSelectors', 'PutInsightSelectors',
    'StartLogging', 'StopLogging', 'UpdateTrail'
  )
ORDER BY time, event_id
