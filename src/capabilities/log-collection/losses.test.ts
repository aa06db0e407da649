import { expect, it } from 'vitest';
import { aConfig } from '../../../test/support/cloudformation-fixture.ts';
import type { Config } from '../../config/schema.ts';
import { logCollection } from './blueprint.ts';
import { collectionLosses } from './losses.ts';

const templateOf = (section: Partial<Config['logCollection']>) =>
  logCollection.template(aConfig({ logCollection: section }));

it.each<[string, Partial<Config['logCollection']>, Partial<Config['logCollection']>, readonly string[]]>([
  ['nothing that is as before', {}, {}, []],
  ['nothing that is wider', { logGroups: ['/var/log/*'] }, { logGroups: ['/var/*', '/app'] }, []],
  [
    'a pattern that is gone',
    { logGroups: ['/var/log/*', '/aws/lambda/shop.prod', '/metsuke/*'] },
    { logGroups: ['/metsuke/*'] },
    ['log groups called /var/log/*, /aws/lambda/shop.prod reach the archive no longer'],
  ],
  [
    'a pattern that is narrower',
    { logGroups: ['/var/*'] },
    { logGroups: ['/var/log/*'] },
    ['log groups called /var/* reach the archive no longer'],
  ],
  [
    'everything, which was streamed',
    { method: 'FIREHOSE', logGroups: ['*'] },
    { method: 'FIREHOSE', logGroups: ['/var/log/*'] },
    ['log groups called * reach the archive no longer'],
  ],
  ['nothing by another method', { logGroups: ['*'] }, { method: 'FIREHOSE', logGroups: ['*'] }, []],
  [
    'what was kept for ever',
    { neverExpire: ['/audit/*', '/legal'] },
    { neverExpire: ['/audit/*'] },
    ['log groups called /legal are kept for ever no longer: those without a retention get one'],
  ],
  ['nothing that is kept for ever from now on', {}, { neverExpire: ['/audit/*'] }, []],
])('loses %s', (_what, before, after, losses) => {
  expect(collectionLosses(templateOf(before), templateOf(after))).toEqual(losses);
});
