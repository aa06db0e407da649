WITH calls AS (
  SELECT
    eventtime AS time,
    recipientaccountid AS account,
    awsregion AS region,
    coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid) AS actor,
    eventsource AS service,
    eventname AS event,
    requestparameters AS request,
    coalesce(
      json_extract_scalar(requestparameters, '$.policyDocument'),
      json_extract_scalar(requestparameters, '$.assumeRolePolicyDocument'),
      json_extract_scalar(requestparameters, '$.inlinePolicy')
    ) AS document,
    coalesce(
      json_extract_scalar(requestparameters, '$.policyArn'),
      json_extract_scalar(requestparameters, '$.managedPolicyArn'),
      json_extract_scalar(responseelements, '$.policy.arn')
    ) AS policy,
    sourceipaddress AS source_ip,
    coalesce(errorcode, errormessage) AS error,
    eventid AS event_id
  FROM cloudtrail
  WHERE
    (
      eventsource = 'iam.amazonaws.com'
      AND eventname IN (
        'AddUserToGroup', 'AttachGroupPolicy', 'AttachRolePolicy', 'AttachUserPolicy', 'CreatePolicy',
        'CreatePolicyVersion', 'CreateRole', 'PutGroupPolicy', 'PutRolePolicy', 'PutUserPolicy',
        'UpdateAssumeRolePolicy'
      )
    )
    OR (
      eventsource = 'sso.amazonaws.com'
      AND eventname IN (
        'AttachCustomerManagedPolicyReferenceToPermissionSet', 'AttachManagedPolicyToPermissionSet',
        'CreateAccountAssignment', 'PutInlinePolicyToPermissionSet'
      )
    )
    OR (eventsource = 'identitystore.amazonaws.com' AND eventname = 'CreateGroupMembership')
    OR (eventsource = 'sso-directory.amazonaws.com' AND eventname = 'AddMemberToGroup')
    -- An identity provider changes groups through SCIM.
    OR (
      eventsource = 'identitystore-scim.amazonaws.com'
      AND eventname IN ('PatchGroup', 'PutGroup')
      AND regexp_like(lower(requestparameters), '"op"\s*:\s*"(add|replace)"')
    )
),
-- A document has one statement, or a list of them.
placed AS (
  SELECT
    time, account, region, actor, service, event, request, document, policy, source_ip, error, event_id,
    CASE WHEN is_list THEN '$.Statement[' || CAST(n AS varchar) || ']' ELSE '$.Statement' END AS place
  FROM (
    SELECT
      time, account, region, actor, service, event, request, document, policy, source_ip, error, event_id,
      json_extract_scalar(document, '$.Statement[0].Effect') IS NOT NULL AS is_list,
      sequence(0, CASE
        WHEN json_extract_scalar(document, '$.Statement[0].Effect') IS NULL THEN 0
        ELSE json_size(document, '$.Statement') - 1
      END) AS all_of_them
    FROM calls
  ) AS counted
  CROSS JOIN UNNEST(all_of_them) AS numbers(n)
),
allowed AS (
  SELECT
    time, account, region, actor, service, event, request, document, policy, source_ip, error, event_id,
    CASE WHEN is_allowed THEN lower(json_format(json_extract(document, place || '.Action'))) END AS actions,
    CASE WHEN is_allowed THEN json_format(json_extract(document, place || '.NotAction')) END AS not_actions,
    CASE WHEN is_allowed THEN json_format(json_extract(document, place || '.Resource')) END AS resources,
    CASE
      WHEN is_allowed THEN coalesce(
        json_format(json_extract(document, place || '.Principal.AWS')),
        json_format(json_extract(document, place || '.Principal'))
      )
    END AS principals
  FROM (
    SELECT
      time, account, region, actor, service, event, request, document, policy, source_ip, error, event_id, place,
      json_extract_scalar(document, place || '.Effect') = 'Allow' AS is_allowed
    FROM placed
  ) AS judged
),
given AS (
  SELECT
    time, named.account AS account, region, actor, service, event, request, policy, source_ip, error, event_id,
    max(
      CASE
        WHEN regexp_like(resources, '"\*"')
          AND (regexp_like(actions, '"(\*|\*:\*|iam:\*)"') OR not_actions IS NOT NULL)
          THEN 1
        ELSE 0
      END
    ) AS gives_all,
    array_join(
      array_sort(
        array_agg(DISTINCT CASE WHEN party <> 'none' AND party <> named.account AND a.account IS NULL THEN party END)
      ),
      ', '
    ) AS outsiders
  FROM (
    SELECT
      time, account, region, actor, service, event, request, policy, source_ip, error, event_id,
      actions, not_actions, resources, trusted AS party
    FROM (
      SELECT
        time, account, region, actor, service, event, request, policy, source_ip, error, event_id,
        actions, not_actions, resources,
        regexp_extract_all(coalesce(principals, '') || 'none', '\d{12}|\*|none') AS all_of_them
      FROM allowed
    ) AS counted
    CROSS JOIN UNNEST(all_of_them) AS parties(trusted)
  ) AS named
  LEFT JOIN accounts AS a ON a.account = named.party
  GROUP BY time, named.account, region, actor, service, event, request, policy, source_ip, error, event_id
)
SELECT time, account, region, actor, event, target, granted, source_ip, error, event_id
FROM (
  SELECT
    time,
    account,
    region,
    actor,
    event,
    coalesce(
      json_extract_scalar(request, '$.userName'),
      json_extract_scalar(request, '$.roleName'),
      json_extract_scalar(request, '$.memberId.userId'),
      json_extract_scalar(request, '$.memberId'),
      json_extract_scalar(request, '$.member.memberId'),
      json_extract_scalar(request, '$.principalId'),
      json_extract_scalar(request, '$.permissionSetArn'),
      json_extract_scalar(request, '$.groupName'),
      policy,
      json_extract_scalar(request, '$.policyName'),
      json_extract_scalar(request, '$.id')
    ) AS target,
    CASE
      WHEN event IN ('AddUserToGroup', 'AddMemberToGroup', 'CreateGroupMembership', 'PatchGroup', 'PutGroup') THEN coalesce(
        json_extract_scalar(request, '$.groupName'),
        json_extract_scalar(request, '$.groupId'),
        json_extract_scalar(request, '$.id'),
        'group'
      )
      WHEN event = 'CreateAccountAssignment' THEN coalesce(json_extract_scalar(request, '$.permissionSetArn'), 'permission set')
        || ' in ' || coalesce(json_extract_scalar(request, '$.targetId'), 'an account')
      WHEN event = 'AttachCustomerManagedPolicyReferenceToPermissionSet'
        THEN coalesce(json_extract_scalar(request, '$.customerManagedPolicyReference.name'), 'policy')
      WHEN event IN ('CreateRole', 'UpdateAssumeRolePolicy') THEN CASE WHEN outsiders <> '' THEN 'trust: ' || outsiders END
      WHEN event LIKE 'Attach%' THEN CASE
        -- What these managed policies of AWS allow is the same in every account.
        WHEN regexp_like(
          policy,
          '^arn:aws[a-z-]*:iam::aws:policy/(job-function/)?(AdministratorAccess|IAMFullAccess|PowerUserAccess|SystemAdministrator)$'
        ) THEN policy
        -- Its document is known where it was written within the period.
        WHEN max(CASE WHEN error IS NULL THEN gives_all ELSE 0 END) OVER (PARTITION BY account, policy) = 1
          THEN policy || ' (*:*)'
      END
      WHEN gives_all = 1 THEN '*:*'
    END AS granted,
    source_ip,
    error,
    event_id
  FROM given
) AS every
WHERE granted IS NOT NULL
ORDER BY time, event_id, target, granted
