SELECT
  eventtime AS time,
  recipientaccountid AS account,
  awsregion AS region,
  coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid) AS actor,
  eventname AS event,
  coalesce(
    json_extract_scalar(requestparameters, '$.userName'),
    json_extract_scalar(requestparameters, '$.serialNumber'),
    json_extract_scalar(requestparameters, '$.userId')
  ) AS target,
  sourceipaddress AS source_ip,
  errorcode AS error,
  eventid AS event_id
FROM cloudtrail
WHERE
  eventsource IN ('iam.amazonaws.com', 'sso-directory.amazonaws.com')
  AND eventname IN ('DeactivateMFADevice', 'DeleteMfaDeviceForUser', 'DeleteVirtualMFADevice')
  AND errorcode IS NULL
ORDER BY time, event_id
