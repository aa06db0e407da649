/** A column of the table `cloudtrail` that comes from the event itself. Names are Athena's. */
export interface EventColumn {
  /** `useridentity.arn`: a dot leads into a struct. */
  readonly name: string;
  /** Keys of the event. */
  readonly path: readonly string[];
  /** A dictionary holds each value once, which is right where values repeat themselves; plain is for the rest. */
  readonly encoding: 'dictionary' | 'plain';
}

/** What a row is told by the key of its object. */
export const KEY_COLUMNS = ['account', 'region', 'timestamp', 'source_key'] as const;
/** Not a column of the table: the place of the object among those that are sorted together, which is shorter than its key. */
export const SOURCE_NUMBER = 'source_number';
export type KeyColumn = (typeof KEY_COLUMNS)[number] | typeof SOURCE_NUMBER;
/** Those of them that are columns of the table `cloudtrail`. */
export const PARTITION_COLUMNS: readonly KeyColumn[] = ['account', 'region', 'timestamp'];
/** Where in the object the row came from: 0 is the first record. */
export const RECORD_NUMBER = 'record_number';

const PLAIN = new Set([
  'eventtime',
  'requestparameters',
  'responseelements',
  'additionaleventdata',
  'requestid',
  'eventid',
  'sharedeventid',
  'serviceeventdetails',
]);

/** Paths in the order in which CloudTrail writes them; what belongs to one object stands together. */
const PATHS = [
  'eventVersion',
  'userIdentity.type',
  'userIdentity.principalId',
  'userIdentity.arn',
  'userIdentity.accountId',
  'userIdentity.invokedBy',
  'userIdentity.accessKeyId',
  'userIdentity.userName',
  'userIdentity.onBehalfOf.userId',
  'userIdentity.onBehalfOf.identityStoreArn',
  'userIdentity.sessionContext.attributes.mfaAuthenticated',
  'userIdentity.sessionContext.attributes.creationDate',
  'userIdentity.sessionContext.sessionIssuer.type',
  'userIdentity.sessionContext.sessionIssuer.principalId',
  'userIdentity.sessionContext.sessionIssuer.arn',
  'userIdentity.sessionContext.sessionIssuer.accountId',
  'userIdentity.sessionContext.sessionIssuer.userName',
  'userIdentity.sessionContext.ec2RoleDelivery',
  'userIdentity.sessionContext.webIdFederationData.federatedProvider',
  'userIdentity.sessionContext.webIdFederationData.attributes',
  'eventTime',
  'eventSource',
  'eventName',
  'awsRegion',
  'sourceIPAddress',
  'userAgent',
  'errorCode',
  'errorMessage',
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'requestID',
  'eventID',
  'readOnly',
  'resources',
  'eventType',
  'apiVersion',
  'recipientAccountId',
  'serviceEventDetails',
  'sharedEventID',
  'vpcEndpointId',
  'vpcEndpointAccountId',
  'eventCategory',
  'addendum.reason',
  'addendum.updatedFields',
  'addendum.originalRequestID',
  'addendum.originalEventID',
  'sessionCredentialFromConsole',
  'edgeDeviceDetails',
  'tlsDetails.tlsVersion',
  'tlsDetails.cipherSuite',
  'tlsDetails.clientProvidedHostHeader',
] as const;

export const EVENT_COLUMNS: readonly EventColumn[] = PATHS.map((path) => {
  const name = path.toLowerCase();
  return { name, path: path.split('.'), encoding: PLAIN.has(name) ? 'plain' : 'dictionary' };
});
