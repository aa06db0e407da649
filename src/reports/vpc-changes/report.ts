import { listCalls, requests } from '../call-list.ts';

export const vpcChanges = listCalls({
  id: 'vpc-changes',
  title: { en: 'Changes of VPCs', ja: 'VPC の変更' },
  question: { en: 'Who made, changed, joined or removed a network?', ja: 'VPC を作成、変更、接続、削除したのは誰か。' },
  audience: 'network team',
  severity: 'medium',
  topic: 'network',
  cis: '4.14',
  calls: {
    ec2: [
      'AcceptVpcPeeringConnection',
      'AttachClassicLinkVpc',
      'CreateVpc',
      'CreateVpcPeeringConnection',
      'DeleteVpc',
      'DeleteVpcPeeringConnection',
      'DetachClassicLinkVpc',
      'DisableVpcClassicLink',
      'EnableVpcClassicLink',
      'ModifyVpcAttribute',
      'RejectVpcPeeringConnection',
    ],
  },
  target: requests('vpcId', 'vpcPeeringConnectionId', 'cidrBlock'),
});
