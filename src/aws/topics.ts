import type { TopicsPort } from '../engine/observe/ports.ts';
import type { Clients } from './clients.ts';
import { listAll } from './pages.ts';
import { isTopicAbsent, orNull } from './quirks.ts';

export function makeTopics(clients: Clients): TopicsPort {
  return {
    async exists(topicArn) {
      const sns = await clients('sns', topicArn.split(':')[3] ?? '');
      return (await orNull(sns.getTopicAttributes({ TopicArn: topicArn }), isTopicAbsent)) !== null;
    },
    async listSubscriptions(topicArn) {
      // arn:aws:sns:<region>:<account>:<name>
      const sns = await clients('sns', topicArn.split(':')[3] ?? '');
      const pages = listAll(async (token) => {
        const page = await sns.listSubscriptionsByTopic({ TopicArn: topicArn, NextToken: token });
        return { items: page.Subscriptions, next: page.NextToken };
      });
      const subscriptions = await orNull(pages, isTopicAbsent);
      if (subscriptions === null) return null;
      // until the mail's link is followed this word stands where the ARN will be
      return subscriptions.map(({ Protocol = '', SubscriptionArn = '' }) => ({
        protocol: Protocol,
        confirmed: SubscriptionArn.startsWith('arn:'),
      }));
    },
  };
}
