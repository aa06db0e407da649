import { listCalls, requests } from '../call-list.ts';

export const routeTableChanges = listCalls({
  id: 'route-table-changes',
  title: { en: 'Changes of route tables', ja: 'ルートテーブルの変更' },
  question: { en: 'Who changed where traffic goes?', ja: '通信の経路を変更したのは誰か。' },
  audience: 'network team',
  severity: 'medium',
  topic: 'network',
  cis: '4.13',
  calls: {
    ec2: [
      'CreateRoute',
      'CreateRouteTable',
      'DeleteRoute',
      'DeleteRouteTable',
      'DisassociateRouteTable',
      'ReplaceRoute',
      'ReplaceRouteTableAssociation',
    ],
  },
  target: requests('routeTableId', 'associationId', 'vpcId'),
});
