import { firstOf, listCalls, requests } from '../call-list.ts';

export const clusterAccess = listCalls({
  id: 'cluster-access',
  title: { en: 'Clusters opened or changed', ja: 'コンテナクラスターの変更' },
  question: {
    en: 'Who changed who may administer a cluster, what it runs or from where it is reached?',
    ja: 'クラスターの管理者、実行内容、到達範囲を変えたのは誰か。',
  },
  audience: 'security',
  severity: 'medium',
  topic: 'identity',
  calls: {
    eks: [
      'AssociateAccessPolicy',
      'AssociateIdentityProviderConfig',
      'CreateAccessEntry',
      'CreatePodIdentityAssociation',
      'DeleteAccessEntry',
      'DeleteCluster',
      'DisassociateAccessPolicy',
      'UpdateAccessEntry',
      'UpdateClusterConfig',
      'UpdatePodIdentityAssociation',
    ],
    ecs: [
      'CreateService',
      'DeleteCluster',
      'DeregisterTaskDefinition',
      'RegisterTaskDefinition',
      'RunTask',
      'UpdateService',
    ],
    batch: ['RegisterJobDefinition', 'SubmitJob'],
  },
  target: requests('name', 'clusterName', 'cluster', 'family', 'jobDefinitionName', 'jobName'),
  also: { granted: firstOf(requests('policyArn', 'principalArn', 'taskDefinition')) },
});
