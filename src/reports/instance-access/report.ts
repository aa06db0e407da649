import { listCalls, requests } from '../call-list.ts';

export const instanceAccess = listCalls({
  id: 'instance-access',
  title: { en: 'Access to and of instances changed', ja: 'インスタンスの権限と入口の変更' },
  question: {
    en: 'Who gave an instance another role, weakened its metadata service, or opened a console to it?',
    ja: 'インスタンスのロールを変えた、メタデータサービスを弱めた、またはコンソールを開けたのは誰か。',
  },
  audience: 'security',
  severity: 'high',
  topic: 'activity',
  calls: {
    ec2: [
      'AssociateIamInstanceProfile',
      'CreateKeyPair',
      'DisassociateIamInstanceProfile',
      'EnableSerialConsoleAccess',
      'ImportKeyPair',
      'ReplaceIamInstanceProfileAssociation',
      {
        calls: ['ModifyInstanceMetadataDefaults', 'ModifyInstanceMetadataOptions'],
        when: `regexp_like(requestparameters, '"(HttpTokens|httpTokens)"\\s*:\\s*"(optional|no-preference)"|"(InstanceMetadataTags|instanceMetadataTags)"\\s*:\\s*"enabled"')`,
      },
    ],
    ssm: ['CreateActivation'],
  },
  target: requests(
    'AssociateIamInstanceProfileRequest.InstanceId',
    'ReplaceIamInstanceProfileAssociationRequest.AssociationId',
    'DisassociateIamInstanceProfileRequest.AssociationId',
    'ModifyInstanceMetadataOptionsRequest.InstanceId',
    'keyName',
    'iamRole',
  ),
});
