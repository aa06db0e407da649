import { listCalls, requests } from '../call-list.ts';

export const stacksChanged = listCalls({
  id: 'stacks-changed',
  title: { en: 'Stacks of CloudFormation deleted or replaced', ja: 'CloudFormation スタックの削除と変更' },
  question: {
    en: 'Who deleted stacks, changed stack sets or registered code that runs in every deployment?',
    ja: 'スタックを削除した、StackSets を変更した、またはデプロイ時に動く拡張を登録したのは誰か。',
  },
  audience: 'operations',
  severity: 'medium',
  topic: 'activity',
  calls: {
    cloudformation: [
      'ActivateOrganizationsAccess',
      'ActivateType',
      'CreateStackInstances',
      'CreateStackSet',
      'DeactivateOrganizationsAccess',
      'DeactivateType',
      'DeleteStack',
      'DeleteStackInstances',
      'DeleteStackSet',
      'ImportStacksToStackSet',
      'RegisterType',
      'SetStackPolicy',
      'SetTypeConfiguration',
      'StopStackSetOperation',
      'UpdateStackInstances',
      'UpdateStackSet',
    ],
  },
  target: requests('stackName', 'stackSetName', 'typeName', 'type'),
});
