import { listCalls, request, requests } from '../call-list.ts';

export const logGroupsChanged = listCalls({
  id: 'log-groups-changed',
  title: { en: 'Logs deleted or kept shorter', ja: 'ログの削除と保持期間の変更' },
  question: {
    en: 'Who deleted logs of CloudWatch, changed how long they are kept or stopped their forwarding?',
    ja: 'CloudWatch Logs のログを削除した、保持期間を変えた、または転送を止めたのは誰か。',
  },
  audience: 'security',
  severity: 'high',
  topic: 'logging',
  calls: {
    logs: [
      'DeleteAccountPolicy',
      'DeleteDelivery',
      'DeleteDeliveryDestination',
      'DeleteDeliverySource',
      'DeleteDestination',
      'DeleteLogAnomalyDetector',
      'DeleteLogGroup',
      'DeleteLogStream',
      'DeleteMetricFilter',
      'DeleteRetentionPolicy',
      'DeleteSubscriptionFilter',
      'PutRetentionPolicy',
    ],
    firehose: ['DeleteDeliveryStream', 'StopDeliveryStreamEncryption', 'UpdateDestination'],
    kinesis: ['DeleteStream', 'DecreaseStreamRetentionPeriod'],
  },
  target: requests('logGroupName', 'destinationName', 'deliveryStreamName', 'streamName', 'policyName', 'id', 'name'),
  also: { effect: request('retentionInDays') },
});
