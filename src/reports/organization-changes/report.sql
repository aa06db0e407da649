SELECT
  eventtime AS time,
  recipientaccountid AS account,
  awsregion AS region,
  coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid) AS actor,
  eventname AS event,
  coalesce(
    json_extract_scalar(requestparameters, '$.accountId'),
    json_extract_scalar(requestparameters, '$.policyId'),
    json_extract_scalar(requestparameters, '$.targetId'),
    json_extract_scalar(requestparameters, '$.organizationalUnitId'),
    json_extract_scalar(requestparameters, '$.accountName'),
    json_extract_scalar(requestparameters, '$.name'),
    json_extract_scalar(requestparameters, '$.servicePrincipal'),
    json_extract_scalar(requestparameters, '$.handshakeId')
  ) AS target,
  sourceipaddress AS source_ip,
  errorcode AS error,
  eventid AS event_id
FROM cloudtrail
WHERE
  eventsource = 'organizations.amazonaws.com'
  AND eventname IN (
    'AcceptHandshake', 'AttachPolicy', 'CloseAccount', 'CreateAccount', 'CreateOrganizationalUnit',
    'CreatePolicy', 'DeclineHandshake', 'DeleteOrganization', 'DeleteOrganizationalUnit', 'DeletePolicy',
    'DeregisterDelegatedAdministrator', 'DetachPolicy', 'DisableAWSServiceAccess', 'DisablePolicyType',
    'EnableAWSServiceAccess', 'EnablePolicyType', 'InviteAccountToOrganization', 'LeaveOrganization',
    'MoveAccount', 'RegisterDelegatedAdministrator', 'RemoveAccountFromOrganization',
    'UpdateOrganizationalUnit', 'UpdatePolicy'
  )
ORDER BY time, event_id
