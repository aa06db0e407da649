SELECT
  eventtime AS time,
  recipientaccountid AS account,
  awsregion AS region,
  coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid) AS actor,
  eventname AS event,
  useridentity.type AS target,
  sourceipaddress AS source_ip,
  coalesce(errorcode, errormessage) AS error,
  eventid AS event_id
FROM cloudtrail
WHERE
  eventname = 'ConsoleLogin'
  -- Federated users prove their second factor to their identity provider, which AWS cannot see.
  AND useridentity.type IN ('IAMUser', 'Root')
  AND json_extract_scalar(responseelements, '$.ConsoleLogin') = 'Success'
  AND coalesce(json_extract_scalar(additionaleventdata, '$.MFAUsed'), 'No') <> 'Yes'
ORDER BY time, event_id
