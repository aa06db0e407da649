import { firstOf, listCalls, requests } from '../call-list.ts';

export const commandsRun = listCalls({
  id: 'commands-run',
  title: { en: 'Commands run on instances', ja: 'インスタンスでのコマンド実行' },
  question: {
    en: 'Who ran commands or automations on instances, and where?',
    ja: 'インスタンスでコマンドや自動化を実行したのは誰か。対象はどれか。',
  },
  audience: 'operations',
  severity: 'high',
  topic: 'activity',
  calls: {
    ssm: [
      'CreateAssociation',
      'CreateAssociationBatch',
      'SendCommand',
      'StartAssociationsOnce',
      'StartAutomationExecution',
      'StartChangeRequestExecution',
      'UpdateAssociation',
    ],
    ecs: ['ExecuteCommand'],
    ec2: ['SendDiagnosticInterrupt'],
  },
  target: requests('instanceIds[0]', 'targets[0].values[0]', 'instanceId', 'cluster', 'documentName', 'name'),
  also: { document: firstOf(requests('documentName', 'name', 'container')) },
});
