SELECT
  eventtime AS time,
  recipientaccountid AS account,
  awsregion AS region,
  coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid) AS actor,
  eventname AS event,
  coalesce(
    json_extract_scalar(requestparameters, '$.vpcId'),
    json_extract_scalar(requestparameters, '$.vpcPeeringConnectionId'),
    json_extract_scalar(requestparameters, '$.cidrBlock')
  ) AS target,
  sourceipaddress AS source_ip,
  errorcode AS error,
  eventid AS event_id
FROM cloudtrail
WHERE
  eventsource = 'ec2.amazonaws.com'
  AND eventname IN (
    'AcceptVpcPeeringConnection', 'AttachClassicLinkVpc', 'CreateVpc', 'CreateVpcPeeringConnection',
    'DeleteVpc', 'DeleteVpcPeeringConnection', 'DetachClassicLinkVpc', 'DisableVpcClassicLink',
    'EnableVpcClassicLink', 'ModifyVpcAttribute', 'RejectVpcPeeringConnection'
  )
ORDER BY time, event_id
