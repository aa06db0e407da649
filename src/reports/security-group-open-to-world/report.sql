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
  coalesce(
    json_extract_scalar(requestparameters, '$.ipPermissions.items[0].fromPort'),
    json_extract_scalar(requestparameters, '$.ModifySecurityGroupRulesRequest.SecurityGroupRule.SecurityGroupRule.FromPort'),
    'all'
  ) AS port,
  sourceipaddress AS source_ip,
  errorcode AS error,
  eventid AS event_id
FROM cloudtrail
WHERE
  eventsource = 'ec2.amazonaws.com'
  AND eventname IN ('AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules')
  AND errorcode IS NULL
  AND regexp_like(requestparameters, '"[Cc]idr(Ip|Ipv4|Ipv6)"\s*:\s*"(0\.0\.0\.0/0|::/0)"')
ORDER BY time, event_id
