import { gzipSync } from 'node:zlib';
import type { Scene } from './plant.ts';
import { makeRandom } from './random.ts';
import { awsLogs, type Records } from './record.ts';

/** What CloudTrail Insights says of one unusual rate: when it began, and when it was over. */
export function makeInsightRecords({ plan, account: accountNamed, at }: Scene): Records {
  const account = accountNamed('dev').id;
  const random = makeRandom(plan.seed, 'insights');
  const sharedEventID = random.uuid();
  const insightContext = {
    statistics: { baseline: { average: 0.02 }, insight: { average: 9.5 }, insightDuration: 12 },
    attributions: [],
  };
  const steps = (['Start', 'End'] as const).map((state, index) => ({
    eventVersion: '1.08',
    eventTime: at(2, 13, 12 * index),
    awsRegion: plan.homeRegion,
    eventID: random.uuid(),
    eventType: 'AwsCloudTrailInsight',
    recipientAccountId: account,
    sharedEventID,
    insightDetails: {
      state,
      eventSource: 'ec2.amazonaws.com',
      eventName: 'RunInstances',
      insightType: 'ApiCallRateInsight',
      insightContext,
    },
    eventCategory: 'Insight',
  }));
  return {
    objects: steps.map((step) => {
      const day = step.eventTime.slice(0, 10);
      const folder = `${awsLogs(plan)}${account}/CloudTrail-Insight/${plan.homeRegion}/${day.replaceAll('-', '/')}`;
      const minute = step.eventTime.replaceAll(/[-:]|\d\dZ$/g, '');
      const name = `${account}_CloudTrail-Insight_${plan.homeRegion}_${minute}Z_${random.id(16)}.json.gz`;
      return { key: `${folder}/${name}`, body: gzipSync(JSON.stringify({ Records: [step] })), metadata: {} };
    }),
    planted: {
      'cloudtrail-insights': steps.map(({ insightDetails: { state, eventName } }) => ({
        account,
        event: eventName,
        effect: state,
      })),
    },
  };
}
