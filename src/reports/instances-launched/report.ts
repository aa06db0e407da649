import { firstOf, listCalls, request, requests, response } from '../call-list.ts';

export const instancesLaunched = listCalls({
  id: 'instances-launched',
  title: { en: 'Instances launched', ja: '起動されたインスタンス' },
  question: {
    en: 'Which instances were launched, of which type and image, and by whom?',
    ja: 'どの種類とイメージのインスタンスを、誰が起動したか。',
  },
  audience: 'operations',
  severity: 'medium',
  topic: 'activity',
  calls: {
    ec2: ['CreateFleet', 'RequestSpotFleet', 'RequestSpotInstances', 'RunInstances'],
    lightsail: ['CreateInstances'],
    sagemaker: ['CreateNotebookInstance', 'CreateTrainingJob', 'StartNotebookInstance'],
  },
  target: [
    response('instancesSet.items[0].instanceId'),
    ...requests('notebookInstanceName', 'trainingJobName', 'instanceNames[0]'),
  ],
  also: {
    instance_type: request('instanceType'),
    image: firstOf(requests('instancesSet.items[0].imageId', 'imageId')),
    instances: request('instancesSet.items[0].maxCount'),
  },
});
