import { listCalls, requests } from '../call-list.ts';

export const instancesStopped = listCalls({
  id: 'instances-stopped',
  title: { en: 'Instances stopped or terminated', ja: 'インスタンスの停止と終了' },
  question: {
    en: 'Who stopped, restarted or terminated instances?',
    ja: 'インスタンスを停止・再起動・終了したのは誰か。',
  },
  audience: 'operations',
  severity: 'medium',
  topic: 'activity',
  calls: {
    ec2: ['RebootInstances', 'StopInstances', 'TerminateInstances'],
    lightsail: ['DeleteInstance', 'StopInstance'],
    autoscaling: ['DeleteAutoScalingGroup', 'TerminateInstanceInAutoScalingGroup'],
  },
  target: requests('instancesSet.items[0].instanceId', 'instanceName', 'autoScalingGroupName', 'instanceId'),
});
