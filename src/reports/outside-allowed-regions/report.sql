SELECT
  recipientaccountid AS account,
  awsregion AS region,
  coalesce(useridentity.arn, useridentity.principalid) AS actor,
  eventsource AS service,
  eventname AS event,
  count(*) AS calls,
  count_if(errorcode IS NOT NULL) AS failed,
  min(eventtime) AS first_time,
  max(eventtime) AS last_time
FROM cloudtrail
CROSS JOIN parameters
WHERE
  NOT contains(allowed_regions, awsregion)
  AND useridentity.invokedby IS NULL
  AND coalesce(useridentity.type, '') <> 'AWSService'
  AND eventtype <> 'AwsServiceEvent'
  -- Global services report from us-east-1, wherever their caller is.
  AND NOT (
    awsregion = 'us-east-1'
    AND eventsource IN (
      'account.amazonaws.com', 'artifact.amazonaws.com', 'billing.amazonaws.com',
      'billingconsole.amazonaws.com', 'budgets.amazonaws.com', 'ce.amazonaws.com',
      'cloudfront.amazonaws.com', 'cur.amazonaws.com', 'globalaccelerator.amazonaws.com',
      'health.amazonaws.com', 'iam.amazonaws.com', 'networkmanager.amazonaws.com',
      'organizations.amazonaws.com', 'route53.amazonaws.com', 'route53domains.amazonaws.com',
      'shield.amazonaws.com', 'signin.amazonaws.com', 'sts.amazonaws.com', 'support.amazonaws.com',
      'tagging.amazonaws.com', 'trustedadvisor.amazonaws.com', 'waf.amazonaws.com'
    )
  )
GROUP BY 1, 2, 3, 4, 5
ORDER BY calls DESC, account, region, actor, service, event
