import type { Config } from '../../config/schema.ts';
import type { Template } from '../../domain/template.ts';
import type { Blueprint } from '../blueprint.ts';
import { makeTemplate } from '../cdk.ts';
import { addResourcePrefixParameter } from '../common.ts';
import { SESSION_LOG_GROUP, sessionDocumentName } from './names.ts';

/** How sessions on instances run, and where what happens in them is kept. */
export const sessionManager: Blueprint = {
  id: 'session-manager',
  title: 'Preferences and log group of sessions, in every governed account and region',
  kind: 'stack-set',
  stackName: 'AWSOrganizations-SessionManager',
  destination: 'governed',
  regions: 'governed',
  capabilities: [],
  dependsOn: ['stackset-execution', 'account-baseline', 'account-roles'],
  sensitiveParameters: [],
  isEnabled: (config) => config.sessions.enabled,
  template: makeSessionTemplate,
  parameters: ({ config }) => ({ ManagedResourcePrefix: config.resourcePrefix }),
};

function makeSessionTemplate(config: Config): Template {
  return makeTemplate('Sessions on the instances of this account and region.', (scope, cdk) => {
    addResourcePrefixParameter(scope, cdk);
    const logGroup = new cdk.aws_logs.CfnLogGroup(scope, 'SessionLogGroup', {
      logGroupName: cdk.Fn.sub(SESSION_LOG_GROUP),
      retentionInDays: config.sessions.retentionDays,
    });
    // What was done in sessions outlives them, and the switch that ends them.
    logGroup.cfnOptions.deletionPolicy = cdk.CfnDeletionPolicy.RETAIN;
    logGroup.cfnOptions.updateReplacePolicy = cdk.CfnDeletionPolicy.RETAIN;
    new cdk.aws_ssm.CfnDocument(scope, 'SessionDocument', {
      name: sessionDocumentName(config),
      documentType: 'Session',
      documentFormat: 'JSON',
      updateMethod: 'Replace',
      content: makeContent(config, logGroup.ref),
    });
  });
}

function makeContent({ sessions }: Config, logGroup: string): object {
  const { idleTimeoutMinutes, maxDurationMinutes, runAs, shellProfile } = sessions;
  return {
    schemaVersion: '1.0',
    description: 'Opens a shell; what happens in it is logged.',
    sessionType: 'Standard_Stream',
    inputs: {
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
    },
  };
}
