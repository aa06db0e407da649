// Three reports that need twelve columns between them: one pass over the events for all peers.
export const REPORTS = [
  `SELECT account, substr(eventtime, 1, 10) AS day, eventsource, eventname, errorcode, count(*) AS events
   FROM cloudtrail GROUP BY ALL ORDER BY events DESC, 1, 2, 3, 4, 5 LIMIT 1000`,
  `SELECT account, eventtime, sourceipaddress, useragent, useridentity.arn AS arn
   FROM cloudtrail WHERE eventname IN ('StopLogging', 'DeleteTrail', 'LeaveOrganization')
     OR (eventname = 'ConsoleLogin' AND useridentity.type = 'Root') ORDER BY 1, 2, 3, 4, 5`,
  `SELECT account, useridentity.arn AS arn, useridentity.principalid AS principal, eventsource, eventname, awsregion,
     count(*) AS calls, min(eventtime) AS since, max(readonly) AS readonly
   FROM cloudtrail WHERE errorcode LIKE 'AccessDenied%' OR errorcode LIKE '%UnauthorizedOperation'
   GROUP BY ALL ORDER BY calls DESC, 1, 2, 3, 4, 5, 6 LIMIT 1000`,
];

/** What they read of an event, in the types of DuckDB: the fewer, the faster its reader is. */
export const EVENT_TYPE = `STRUCT("userIdentity" STRUCT("type" VARCHAR, "arn" VARCHAR, "principalId" VARCHAR), "eventTime" VARCHAR,
  "eventSource" VARCHAR, "eventName" VARCHAR, "awsRegion" VARCHAR, "sourceIPAddress" VARCHAR, "userAgent" VARCHAR,
  "errorCode" VARCHAR, "readOnly" VARCHAR)`;

const text = (...names) => names.map((name) => `"${name}" VARCHAR`).join(', ');

/** All of an event, for the peer that makes Parquet of it. */
export const WHOLE_EVENT_TYPE = `STRUCT(${text('eventVersion')},
  "userIdentity" STRUCT(${text('type', 'principalId', 'arn', 'accountId', 'invokedBy', 'accessKeyId', 'userName')},
    "onBehalfOf" STRUCT(${text('userId', 'identityStoreArn')}),
    "sessionContext" STRUCT("attributes" STRUCT(${text('mfaAuthenticated', 'creationDate')}),
      "sessionIssuer" STRUCT(${text('type', 'principalId', 'arn', 'accountId', 'userName')}), ${text('ec2RoleDelivery')},
      "webIdFederationData" STRUCT(${text('federatedProvider')}, "attributes" MAP(VARCHAR, VARCHAR)))),
  ${text('eventTime', 'eventSource', 'eventName', 'awsRegion', 'sourceIPAddress', 'userAgent', 'errorCode', 'errorMessage')},
  ${text('requestParameters', 'responseElements', 'additionalEventData', 'requestID', 'eventID', 'readOnly')},
  "resources" STRUCT("ARN" VARCHAR, "accountId" VARCHAR, "type" VARCHAR)[],
  ${text('eventType', 'apiVersion', 'recipientAccountId', 'serviceEventDetails', 'sharedEventID', 'vpcEndpointId')},
  ${text('vpcEndpointAccountId', 'eventCategory')},
  "addendum" STRUCT(${text('reason', 'updatedFields', 'originalRequestID', 'originalEventID')}),
  ${text('sessionCredentialFromConsole', 'edgeDeviceDetails')},
  "tlsDetails" STRUCT(${text('tlsVersion', 'cipherSuite', 'clientProvidedHostHeader')}))`;
