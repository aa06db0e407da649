import { listCalls, requests } from '../call-list.ts';

export const trafficMirroring = listCalls({
  id: 'traffic-mirroring',
  title: { en: 'Traffic mirrored', ja: 'トラフィックミラーリング' },
  question: {
    en: 'Who copies network traffic to another place?',
    ja: 'ネットワークのトラフィックを別の場所へコピーしているのは誰か。',
  },
  audience: 'network team',
  severity: 'high',
  topic: 'network',
  calls: {
    ec2: [
      'CreateTrafficMirrorFilter',
      'CreateTrafficMirrorFilterRule',
      'CreateTrafficMirrorSession',
      'CreateTrafficMirrorTarget',
      'DeleteTrafficMirrorFilter',
      'DeleteTrafficMirrorFilterRule',
      'DeleteTrafficMirrorSession',
      'DeleteTrafficMirrorTarget',
      'ModifyTrafficMirrorFilterNetworkServices',
      'ModifyTrafficMirrorFilterRule',
      'ModifyTrafficMirrorSession',
    ],
  },
  target: requests(
    'CreateTrafficMirrorSessionRequest.NetworkInterfaceId',
    'CreateTrafficMirrorTargetRequest.NetworkInterfaceId',
    'CreateTrafficMirrorFilterRuleRequest.TrafficMirrorFilterId',
    'DeleteTrafficMirrorTargetRequest.TrafficMirrorTargetId',
    'ModifyTrafficMirrorSessionRequest.TrafficMirrorSessionId',
  ),
});
