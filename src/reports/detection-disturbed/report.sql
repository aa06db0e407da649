SELECT
  eventtime AS time,
  recipientaccountid AS account,
  awsregion AS region,
  coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid) AS actor,
  eventname AS event,
  coalesce(
    json_extract_scalar(requestparameters, '$.detectorId'),
    json_extract_scalar(requestparameters, '$.hubArn'),
    json_extract_scalar(requestparameters, '$.DeleteFlowLogsRequest.FlowLogId.content'),
    json_extract_scalar(requestparameters, '$.analyzerName')
  ) AS target,
  sourceipaddress AS source_ip,
  errorcode AS error,
  eventid AS event_id
FROM cloudtrail
WHERE
  (
    eventsource = 'guardduty.amazonaws.com'
    AND (
      eventname IN (
        'DeleteDetector', 'DeleteMembers', 'DeletePublishingDestination', 'DisableOrganizationAdminAccount',
        'DisassociateFromAdministratorAccount', 'DisassociateFromMasterAccount', 'DisassociateMembers',
        'StopMonitoringMembers'
      )
      OR (eventname = 'UpdateDetector' AND json_extract_scalar(requestparameters, '$.enable') = 'false')
    )
  )
  OR (
    eventsource = 'securityhub.amazonaws.com'
    AND eventname IN (
      'BatchDisableStandards', 'DeleteMembers', 'DisableImportFindingsForProduct', 'DisableSecurityHub',
      'DisassociateFromAdministratorAccount', 'DisassociateMembers'
    )
  )
  OR (eventsource = 'ec2.amazonaws.com' AND eventname = 'DeleteFlowLogs')
  OR (eventsource = 'macie2.amazonaws.com' AND eventname = 'DisableMacie')
  OR (eventsource = 'inspector2.amazonaws.com' AND eventname = 'Disable')
  OR (eventsource = 'access-analyzer.amazonaws.com' AND eventname = 'DeleteAnalyzer')
ORDER BY time, event_id
