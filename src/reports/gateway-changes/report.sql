SELECT
  eventtime AS time,
  recipientaccountid AS account,
  awsregion AS region,
  coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid) AS actor,
  eventname AS event,
  coalesce(
    json_extract_scalar(requestparameters, '$.internetGatewayId'),
    json_extract_scalar(requestparameters, '$.customerGatewayId'),
    json_extract_scalar(requestparameters, '$.vpcId')
  ) AS target,
  sourceipaddress AS source_ip,
  errorcode AS error,
  eventid AS event_id
FROM cloudtrail
WHERE
  eventsource = 'ec2.amazonaws.com'
  AND eventname IN (
    'AttachInternetGateway', 'CreateCustomerGateway', 'CreateInternetGateway', 'DeleteCustomerGateway',
    'DeleteInternetGateway', 'DetachInternetGateway'
  )
ORDER BY time, event_id
