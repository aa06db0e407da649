import type { Config } from '../../config/schema.ts';

/** How a session runs, and where what happens in it goes. AWS wants numbers as text. */
export function preferencesOf<LogGroup>({ sessions }: Config, logGroup: LogGroup) {
  const { idleTimeoutMinutes, maxDurationMinutes, runAs, shellProfile } = sessions;
  return {
    s3BucketName: '',
    s3KeyPrefix: '',
    s3EncryptionEnabled: true,
    cloudWatchLogGroupName: logGroup,
    // True would demand a KMS key of the log group, and refuse every session without one.
    cloudWatchEncryptionEnabled: false,
    // As it happens: a session that ends badly is in the log, too.
    cloudWatchStreamingEnabled: true,
    kmsKeyId: '',
    runAsEnabled: runAs.enabled,
    runAsDefaultUser: runAs.defaultUser ?? '',
    idleSessionTimeout: String(idleTimeoutMinutes),
    maxSessionDuration: String(maxDurationMinutes),
    shellProfile: { linux: shellProfile.linux, windows: shellProfile.windows },
  };
}

export function preferencesDocument<LogGroup>(config: Config, logGroup: LogGroup) {
  return {
    schemaVersion: '1.0',
    description: 'Opens a shell; what happens in it is logged.',
    sessionType: 'Standard_Stream',
    inputs: preferencesOf(config, logGroup),
  };
}
