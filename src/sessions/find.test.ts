import { expect, it } from 'vitest';
import { anInstance, aPlace } from '../../test/support/instances.ts';
import { MetsukeError } from '../domain/errors.ts';
import { findInstances } from './find.ts';
import type { Instance, Place } from './instance.ts';
import { parseTarget } from './target.ts';

const [dev, prod] = [aPlace('dev'), aPlace('prod')];
const ALL = [
  anInstance('web', { id: 'i-0000000b', ...prod }),
  anInstance('web', { id: 'i-0000000a', ...dev }),
  anInstance('db', { id: 'i-0000000c', ...prod }),
];

/** As AWS answers: everything that it has in the place. */
function aPort(instances: readonly Instance[], refuse?: Place) {
  const asked: Place[] = [];
  return {
    asked,
    listInstances: async (place: Place) => {
      asked.push(place);
      if (place === refuse) throw new MetsukeError('access-denied', 'sts:AssumeRole: not authorized');
      return instances.filter(({ account, region }) => account === place.account && region === place.region);
    },
  };
}

it('finds instances of the same name in two accounts', async () => {
  const { instances } = await findInstances(aPort(ALL), [dev, prod], parseTarget('web'));
  expect(instances.map(({ id, accountName }) => [id, accountName])).toEqual([
    ['i-0000000a', 'dev'],
    ['i-0000000b', 'prod'],
  ]);
});

it('finds nothing where nothing matches', async () => {
  expect(await findInstances(aPort(ALL), [dev, prod], parseTarget('mail'))).toEqual({ instances: [], failures: [] });
});

it('lists everything by name when nothing is asked for', async () => {
  const { instances } = await findInstances(aPort(ALL), [dev, prod], null);
  expect(instances.map(({ name }) => name)).toEqual(['db', 'web', 'web']);
});

it('asks no other account than the one that is named', async () => {
  const port = aPort(ALL);
  const { instances } = await findInstances(port, [dev, prod], parseTarget(prod.account));
  expect(port.asked).toEqual([prod]);
  expect(instances).toHaveLength(2);
});

it('tells which account let nobody in, and what the others have', async () => {
  const found = await findInstances(aPort(ALL, prod), [dev, prod], parseTarget('web'));
  expect(found.instances.map(({ id }) => id)).toEqual(['i-0000000a']);
  expect(found.failures).toEqual([{ place: prod, reason: 'sts:AssumeRole: not authorized' }]);
});

it('does not hide a mistake of its own behind a refusal', async () => {
  const broken = { listInstances: async () => Promise.reject(new TypeError('a bug')) };
  await expect(findInstances(broken, [dev], null)).rejects.toThrow('a bug');
});
