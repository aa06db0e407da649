import type { Config } from '../../../config/schema.ts';

/** What stands elsewhere: a text, or what CloudFormation finds out. */
export interface Places<Value> {
  readonly logGroup: Value;
  /** '' without one. */
  readonly key: Value | '';
}

/** How a session runs, and where what happens in it goes. AWS wants numbers as text. */
export function preferencesOf<Value>({ sessions }: Config, { logGroup, key }: Places<Value>) {
  const { idleTimeoutMinutes, maxDurationMinutes, runAs, shellProfile, kmsKey } = sessions;
  return {
    s3BucketName: '',
    s3KeyPrefix: '',
    s3EncryptionEnabled: true,
    cloudWatchLogGroupName: logGroup,
    // True demands a KMS key of the log group, and refuses every session without one.
    cloudWatchEncryptionEnabled: kmsKey,
    // As it happens: a session that ends badly is in the log, too.
    cloudWatchStreamingEnabled: true,
    kmsKeyId: key,
    runAsEnabled: runAs.enabled,
    runAsDefaultUser: runAs.defaultUser ?? '',
    idleSessionTimeout: String(idleTimeoutMinutes),
    maxSessionDuration: String(maxDurationMinutes),
    shellProfile: { linux: shellProfile.linux, windows: shellProfile.windows },
  };
}

export function preferencesDocument<Value>(config: Config, places: Places<Value>) {
  return {
    schemaVersion: '1.0',
    description: 'Opens a shell; what happens in it is logged.',
    sessionType: 'Standard_Stream',
    inputs: preferencesOf(config, places),
  };
}
