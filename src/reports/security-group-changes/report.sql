SELECT
  eventtime AS time,
  recipientaccountid AS account,
  awsregion AS region,
  coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid) AS actor,
  eventname AS event,
  coalesce(
    json_extract_scalar(requestparameters, '$.groupId'),
    json_extract_scalar(requestparameters, '$.ModifySecurityGroupRulesRequest.GroupId'),
    json_extract_scalar(requestparameters, '$.groupName')
  ) AS target,
  sourceipaddress AS source_ip,
  errorcode AS error,
  eventid AS event_id
FROM cloudtrail
WHERE
  eventsource = 'ec2.amazonaws.com'
  AND eventname IN (
    'AuthorizeSecurityGroupEgress', 'AuthorizeSecurityGroupIngress', 'CreateSecurityGroup',
    'DeleteSecurityGroup', 'ModifySecurityGroupRules', 'RevokeSecurityGroupEgress',
    'RevokeSecurityGroupIngress'
  )
ORDER BY time, event_id
