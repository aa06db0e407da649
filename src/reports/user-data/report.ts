import { listCalls, request, requests } from '../call-list.ts';

export const userData = listCalls({
  id: 'user-data',
  title: { en: 'User data read or changed', ja: 'ユーザーデータの閲覧と変更' },
  question: {
    en: 'Who read or replaced what instances run when they start?',
    ja: 'インスタンスの起動時に実行される内容を読んだ、または書き換えたのは誰か。',
  },
  audience: 'security',
  severity: 'high',
  topic: 'activity',
  calls: {
    ec2: [
      { calls: ['DescribeInstanceAttribute'], when: `${request('attribute')} = 'userData'` },
      { calls: ['ModifyInstanceAttribute'], when: `regexp_like(requestparameters, '"userData"')` },
      'CreateLaunchTemplateVersion',
      'ModifyLaunchTemplate',
    ],
    autoscaling: ['CreateLaunchConfiguration'],
    sagemaker: ['CreateNotebookInstanceLifecycleConfig', 'UpdateNotebookInstanceLifecycleConfig'],
  },
  target: requests(
    'instanceId',
    'CreateLaunchTemplateVersionRequest.LaunchTemplateId',
    'CreateLaunchTemplateVersionRequest.LaunchTemplateName',
    'ModifyLaunchTemplateRequest.LaunchTemplateId',
    'launchConfigurationName',
    'notebookInstanceLifecycleConfigName',
  ),
});
