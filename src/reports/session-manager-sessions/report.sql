SELECT
  eventtime AS time,
  recipientaccountid AS account,
  awsregion AS region,
  coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid) AS actor,
  eventname AS event,
  coalesce(
    json_extract_scalar(requestparameters, '$.target'),
    json_extract_scalar(requestparameters, '$.sessionId'),
    json_extract_scalar(requestparameters, '$.instanceId')
  ) AS target,
  sourceipaddress AS source_ip,
  errorcode AS error,
  eventid AS event_id
FROM cloudtrail
WHERE
  (
    eventsource = 'ssm.amazonaws.com'
    AND eventname IN ('ResumeSession', 'StartSession', 'TerminateSession')
  )
  OR (
    eventsource = 'ec2-instance-connect.amazonaws.com'
    AND eventname IN ('SendSSHPublicKey', 'SendSerialConsoleSSHPublicKey')
  )
ORDER BY time, event_id
