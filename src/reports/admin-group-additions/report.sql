SELECT
  eventtime AS time,
  recipientaccountid AS account,
  awsregion AS region,
  coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid) AS actor,
  eventname AS event,
  coalesce(
    json_extract_scalar(requestparameters, '$.userName'),
    json_extract_scalar(requestparameters, '$.roleName'),
    json_extract_scalar(requestparameters, '$.groupName')
  ) AS target,
  coalesce(
    json_extract_scalar(requestparameters, '$.policyArn'),
    json_extract_scalar(requestparameters, '$.groupName')
  ) AS granted,
  sourceipaddress AS source_ip,
  errorcode AS error,
  eventid AS event_id
FROM cloudtrail
WHERE
  eventsource = 'iam.amazonaws.com'
  AND errorcode IS NULL
  AND (
    (
      eventname = 'AddUserToGroup'
      AND regexp_like(lower(json_extract_scalar(requestparameters, '$.groupName')), 'admin|poweruser|root')
    )
    OR (
      eventname IN ('AttachGroupPolicy', 'AttachRolePolicy', 'AttachUserPolicy')
      AND regexp_like(
        json_extract_scalar(requestparameters, '$.policyArn'),
        ':aws:policy/(job-function/)?(AdministratorAccess|IAMFullAccess|PowerUserAccess|SystemAdministrator)$'
      )
    )
  )
ORDER BY time, event_id
