SELECT
  eventtime AS time,
  recipientaccountid AS account,
  awsregion AS region,
  coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid) AS actor,
  eventname AS event,
  coalesce(
    json_extract_scalar(requestparameters, '$.stackSetName'),
    json_extract_scalar(requestparameters, '$.stackName'),
    nullif(regexp_extract(requestparameters, '"([^"]*' || resource_prefix || '-[^"]*)"', 1), '')
  ) AS target,
  sourceipaddress AS source_ip,
  coalesce(errorcode, errormessage) AS error,
  eventid AS event_id
FROM cloudtrail
CROSS JOIN parameters
WHERE
  readonly = 'false'
  AND (
    (
      eventsource = 'cloudformation.amazonaws.com'
      AND eventname IN (
        'CancelUpdateStack', 'CreateChangeSet', 'DeleteStack', 'DeleteStackInstances', 'DeleteStackSet', 'ImportStacksToStackSet',
        'SetStackPolicy', 'StopStackSetOperation', 'UpdateStack', 'UpdateStackInstances', 'UpdateStackSet',
        'UpdateTerminationProtection'
      )
      AND strpos(requestparameters, 'AWSOrganizations-') > 0
    )
    OR (
      regexp_like(
        eventname,
        '^(Cancel|Delete|Deregister|Detach|Disable|Disassociate|Modify|Put|Remove|Reset|Revoke|Schedule|Set|Stop|Suspend|Terminate|Unsubscribe|Untag|Update)'
      )
      -- At the beginning of a name, alone or in an ARN.
      AND regexp_like(requestparameters, '["/:]' || resource_prefix || '-')
    )
  )
  -- What a stack does to its resources is told by the call that changed the stack.
  AND coalesce(useridentity.invokedby, '') <> 'cloudformation.amazonaws.com'
  AND coalesce(useridentity.type, '') <> 'AWSService'
  -- The roles of Metsuke work on what is theirs.
  AND NOT coalesce(strpos(useridentity.sessioncontext.sessionissuer.username, resource_prefix || '-') = 1, false)
ORDER BY time, event_id
