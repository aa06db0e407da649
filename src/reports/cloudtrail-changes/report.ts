import { listCalls, requests } from '../call-list.ts';

export const cloudtrailChanges = listCalls({
  id: 'cloudtrail-changes',
  title: { en: 'Changes of CloudTrail', ja: 'CloudTrail の変更' },
  question: {
    en: 'Who stopped or changed the recording of what happens?',
    ja: '証跡を停止または変更したのは誰か。',
  },
  audience: 'security',
  severity: 'critical',
  topic: 'logging',
  cis: '4.5',
  calls: {
    cloudtrail: [
      'CreateTrail',
      'DeleteChannel',
      'DeleteEventDataStore',
      'DeleteResourcePolicy',
      'DeleteTrail',
      'DeregisterOrganizationDelegatedAdmin',
      'PutEventSelectors',
      'PutInsightSelectors',
      'PutResourcePolicy',
      'RegisterOrganizationDelegatedAdmin',
      'StartEventDataStoreIngestion',
      'StartLogging',
      'StopEventDataStoreIngestion',
      'StopLogging',
      'UpdateEventDataStore',
      'UpdateTrail',
    ],
  },
  target: requests('name', 'trailName', 'eventDataStore'),
});
