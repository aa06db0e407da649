SELECT
  recipientaccountid AS account,
  coalesce(useridentity.username, useridentity.arn, useridentity.onbehalfof.userid, useridentity.principalid) AS actor,
  eventsource AS service,
  eventname AS event,
  coalesce(errorcode, 'Failure') AS error,
  count(*) AS calls,
  array_join(array_sort(array_agg(DISTINCT sourceipaddress)), ', ') AS source_ips,
  min(eventtime) AS first_time,
  max(eventtime) AS last_time
FROM cloudtrail
CROSS JOIN parameters
WHERE
  (
    eventsource IN (
      'identitystore.amazonaws.com', 'sso-directory.amazonaws.com', 'sso-oauth.amazonaws.com', 'sso.amazonaws.com'
    )
    AND errorcode IS NOT NULL
  )
  OR (
    eventname IN ('CredentialVerification', 'UserAuthentication')
    AND coalesce(
      json_extract_scalar(serviceeventdetails, '$.CredentialVerification'),
      json_extract_scalar(serviceeventdetails, '$.UserAuthentication')
    ) = 'Failure'
  )
  OR (
    useridentity.sessioncontext.sessionissuer.username LIKE 'AWSReservedSSO_%'
    AND (regexp_like(errorcode, denial_pattern) OR errormessage LIKE '%not authorized to perform%')
  )
GROUP BY 1, 2, 3, 4, 5
ORDER BY calls DESC, account, actor, service, event, error
