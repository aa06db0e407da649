-- A request holds many permissions, and a permission many ranges: each permission is judged by all of its ranges together.
WITH asked AS (
  SELECT
    eventtime AS time,
    recipientaccountid AS account,
    awsregion AS region,
    coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid) AS actor,
    eventname AS event,
    requestparameters AS request,
    json_size(requestparameters, '$.ipPermissions.items') AS permissions,
    -- One rule stands alone, several in a list.
    CASE
      WHEN json_size(requestparameters, '$.ModifySecurityGroupRulesRequest.SecurityGroupRule[0]') > 0
        THEN json_size(requestparameters, '$.ModifySecurityGroupRulesRequest.SecurityGroupRule')
    END AS rules,
    sourceipaddress AS source_ip,
    coalesce(errorcode, errormessage) AS error,
    eventid AS event_id
  FROM cloudtrail
  WHERE
    eventsource = 'ec2.amazonaws.com'
    AND eventname IN ('AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules')
),
placed AS (
  SELECT
    time, account, region, actor, event, request, source_ip, error, event_id,
    CASE
      WHEN permissions > 0 THEN '$.ipPermissions.items[' || CAST(n AS varchar) || ']'
      WHEN rules > 0
        THEN '$.ModifySecurityGroupRulesRequest.SecurityGroupRule[' || CAST(n AS varchar) || '].SecurityGroupRule'
      WHEN event = 'ModifySecurityGroupRules' THEN '$.ModifySecurityGroupRulesRequest.SecurityGroupRule.SecurityGroupRule'
      -- The oldest form has one permission, beside the name of the group.
      ELSE '$'
    END AS place
  FROM (
    SELECT
      time, account, region, actor, event, request, permissions, rules, source_ip, error, event_id,
      sequence(0, greatest(coalesce(permissions, rules, 1), 1) - 1) AS all_of_them
    FROM asked
  ) AS counted
  CROSS JOIN UNNEST(all_of_them) AS numbers(n)
),
permitted AS (
  SELECT
    time, account, region, actor, event, source_ip, error, event_id, place,
    coalesce(
      json_extract_scalar(request, '$.groupId'),
      json_extract_scalar(request, '$.ModifySecurityGroupRulesRequest.GroupId'),
      json_extract_scalar(request, '$.groupName')
    ) AS target,
    lower(coalesce(
      json_extract_scalar(request, place || '.ipProtocol'),
      json_extract_scalar(request, place || '.IpProtocol')
    )) AS protocol,
    coalesce(
      json_extract_scalar(request, place || '.fromPort'), json_extract_scalar(request, place || '.FromPort')
    ) AS first_port,
    coalesce(json_extract_scalar(request, place || '.toPort'), json_extract_scalar(request, place || '.ToPort')) AS last_port,
    -- A description cannot be taken for a range: its quotes have a backslash.
    regexp_extract_all(
      json_format(json_extract(request, place)), '"[Cc]idrIp(?:v4|v6)?"\s*:\s*"([0-9A-Fa-f.:]+/[0-9]{1,3})"', 1
    ) AS cidrs
  FROM placed
),
sized AS (
  SELECT
    time, account, region, actor, event, source_ip, error, event_id, place, target, protocol, first_port, last_port, cidr,
    cidr LIKE '%:%' AS is_six,
    CAST(regexp_extract(cidr, '/(\d+)$', 1) AS integer) AS bits
  FROM permitted CROSS JOIN UNNEST(cidrs) AS ranges(cidr)
  -- Private networks are of nobody outside.
  WHERE NOT regexp_like(
    lower(cidr),
    '^(10\..*/([89]|[12]\d|3[0-2])|172\.(1[6-9]|2\d|3[01])\..*/(1[2-9]|2\d|3[0-2])|192\.168\..*/(1[6-9]|2\d|3[0-2])|f[cd][0-9a-f]{2}:.*/([7-9]|[1-9]\d|1[012]\d))$'
  )
)
SELECT
  time,
  account,
  region,
  actor,
  event,
  target,
  CASE
    WHEN protocol IS NULL OR protocol IN ('-1', 'all') THEN 'all'
    WHEN protocol IN ('1', 'icmp', '58', 'icmpv6') THEN
      CASE WHEN protocol IN ('1', 'icmp') THEN 'icmp' ELSE 'icmpv6' END
      || CASE WHEN coalesce(first_port, '-1') = '-1' THEN '' ELSE ' type ' || first_port END
    ELSE
      CASE protocol WHEN '6' THEN 'tcp' WHEN '17' THEN 'udp' ELSE protocol END
      || CASE
        WHEN first_port IS NULL OR first_port = '-1' OR (first_port = '0' AND last_port = '65535') THEN ' all'
        WHEN coalesce(last_port, first_port) = first_port THEN ' ' || first_port
        ELSE ' ' || first_port || '-' || last_port
      END
  END AS port,
  array_join(array_sort(array_agg(DISTINCT cidr)), ', ') AS ranges,
  source_ip,
  error,
  event_id
FROM sized
GROUP BY time, account, region, actor, event, target, place, protocol, first_port, last_port, source_ip, error, event_id
-- Nobody was given a larger network than a /8 of IPv4 or a /16 of IPv6.
HAVING
  sum(CASE WHEN is_six THEN 0 ELSE power(2, 8 - bits) END) > 1
  OR sum(CASE WHEN is_six THEN power(2, 16 - bits) ELSE 0 END) > 1
ORDER BY time, event_id, port, ranges
