WITH sessions AS (
  SELECT
    json_extract_scalar(responseelements, '$.credentials.accessKeyId') AS access_key,
    max(
      coalesce(
        -- AssumeRole has a list of tags, and those of SAML and OpenID Connect an object.
        nullif(
          regexp_extract(
            requestparameters, '(?i)"key": ?"(' || ticket_tag || ')", ?"value": ?"([^"]{1,256})"', 2
          ),
          ''
        ),
        nullif(
          regexp_extract(
            requestparameters, '(?i)"principalTags": ?[{][^}]*"(' || ticket_tag || ')": ?"([^"]{1,256})"', 2
          ),
          ''
        ),
        json_extract_scalar(requestparameters, '$.sourceIdentity'),
        json_extract_scalar(responseelements, '$.sourceIdentity')
      )
    ) AS ticket
  FROM cloudtrail
  CROSS JOIN parameters
  WHERE
    eventsource = 'sts.amazonaws.com'
    AND eventname LIKE 'AssumeRole%'
    AND errorcode IS NULL
  GROUP BY 1
),
changes AS (
  SELECT
    eventtime AS time,
    recipientaccountid AS account,
    eventsource AS service,
    eventname AS event,
    errorcode AS error,
    coalesce(useridentity.arn, useridentity.principalid) AS actor,
    useridentity.accesskeyid AS access_key,
    CASE
      WHEN useridentity.invokedby = 'cloudformation.amazonaws.com' OR useragent = 'cloudformation.amazonaws.com'
        THEN 'CloudFormation'
      WHEN useridentity.invokedby IS NOT NULL THEN useridentity.invokedby
      WHEN lower(useragent) LIKE '%opentofu%' THEN 'OpenTofu'
      WHEN lower(useragent) LIKE '%terraform%' THEN 'Terraform'
      WHEN lower(useragent) LIKE '%pulumi%' THEN 'Pulumi'
      WHEN lower(useragent) LIKE '%aws-cdk%' OR lower(useragent) LIKE 'cdk-%' THEN 'CDK'
      WHEN lower(useragent) LIKE '%cloudshell%' THEN 'CloudShell'
      WHEN
        sessioncredentialfromconsole = 'true'
        OR useragent LIKE 'console.%amazonaws.com'
        OR useragent LIKE '[S3Console%'
        OR useragent IN ('signin.amazonaws.com', 'AWS Internal Console')
        THEN 'console'
      WHEN lower(useragent) LIKE '%aws-cli/%' THEN 'CLI'
      WHEN useragent IS NULL THEN 'unknown'
      ELSE 'program'
    END AS way
  FROM cloudtrail
  WHERE
    readonly = 'false'
    AND eventtype = 'AwsApiCall'
    AND coalesce(eventcategory, 'Management') = 'Management'
    -- What AWS does by itself is no change by a person or a pipeline.
    AND coalesce(useridentity.type, '') <> 'AWSService'
    AND coalesce(useridentity.arn, '') NOT LIKE '%:assumed-role/AWSServiceRoleFor%'
)
SELECT
  substr(time, 1, 10) AS day,
  account,
  service,
  way,
  actor,
  ticket,
  array_join(array_sort(array_agg(DISTINCT event)), ', ') AS events,
  count(*) AS calls,
  count_if(error IS NOT NULL) AS failed,
  min(time) AS first_time,
  max(time) AS last_time
FROM changes
LEFT JOIN sessions ON sessions.access_key = changes.access_key
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY day, account, service, way, actor, ticket
