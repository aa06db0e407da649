SELECT
  eventtime AS time,
  recipientaccountid AS account,
  awsregion AS region,
  coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid) AS actor,
  eventname AS event,
  json_extract_scalar(requestparameters, '$.keyId') AS target,
  sourceipaddress AS source_ip,
  errorcode AS error,
  eventid AS event_id
FROM cloudtrail
WHERE
  eventsource = 'kms.amazonaws.com'
  AND eventname IN (
    'DeleteImportedKeyMaterial', 'DisableKey', 'ScheduleKeyDeletion'
  )
ORDER BY time, event_id
