import { listCalls, requests } from '../call-list.ts';

export const gatewayChanges = listCalls({
  id: 'gateway-changes',
  title: { en: 'Changes of network gateways', ja: 'ネットワークゲートウェイの変更' },
  question: { en: 'Who opened or closed a way out of a network?', ja: 'ネットワークの出入り口を変更したのは誰か。' },
  audience: 'network team',
  severity: 'medium',
  topic: 'network',
  cis: '4.12',
  calls: {
    ec2: [
      'AttachInternetGateway',
      'CreateCustomerGateway',
      'CreateInternetGateway',
      'DeleteCustomerGateway',
      'DeleteInternetGateway',
      'DetachInternetGateway',
    ],
  },
  target: requests('internetGatewayId', 'customerGatewayId', 'vpcId'),
});
