import { listCalls, requests } from '../call-list.ts';

export const configChanges = listCalls({
  id: 'config-changes',
  title: { en: 'Changes of AWS Config', ja: 'AWS Config の変更' },
  question: {
    en: 'Who stopped or changed the recording of configurations?',
    ja: '構成の記録を停止または変更したのは誰か。',
  },
  audience: 'security',
  severity: 'high',
  topic: 'logging',
  cis: '4.9',
  calls: {
    config: [
      'DeleteAggregationAuthorization',
      'DeleteConfigRule',
      'DeleteConfigurationAggregator',
      'DeleteConfigurationRecorder',
      'DeleteConformancePack',
      'DeleteDeliveryChannel',
      'DeleteOrganizationConfigRule',
      'DeleteOrganizationConformancePack',
      'DeleteRemediationConfiguration',
      'PutConfigurationRecorder',
      'PutDeliveryChannel',
      'PutRetentionConfiguration',
      'StopConfigurationRecorder',
    ],
  },
  target: requests(
    'configurationRecorderName',
    'configurationRecorder.name',
    'deliveryChannelName',
    'deliveryChannel.name',
    'configRuleName',
  ),
});
