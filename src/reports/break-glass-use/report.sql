SELECT
  eventtime AS time,
  recipientaccountid AS account,
  awsregion AS region,
  coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid) AS actor,
  eventname AS event,
  coalesce(json_extract_scalar(requestparameters, '$.roleArn'), eventsource) AS target,
  sourceipaddress AS source_ip,
  coalesce(errorcode, errormessage) AS error,
  eventid AS event_id
FROM cloudtrail
CROSS JOIN parameters
WHERE
  (
    eventname IN ('AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity')
    AND regexp_like(json_extract_scalar(requestparameters, '$.roleArn'), break_glass_pattern)
  )
  OR regexp_like(useridentity.sessioncontext.sessionissuer.username, break_glass_pattern)
  OR (useridentity.type = 'IAMUser' AND regexp_like(useridentity.username, break_glass_pattern))
ORDER BY time, event_id
