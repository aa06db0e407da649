import { expect, it } from 'vitest';
import { anInstance, aPlace } from '../../test/support/instances.ts';
import { pickInstance } from './pick-instance.ts';
import { makeTerminal } from './terminal.ts';

const inCi = { ...makeTerminal({ color: false }), isInteractive: false };
const dev = anInstance('web', { id: 'i-0000000a' });
const prod = anInstance('web', { id: 'i-0000000b', ...aPlace('prod') });

it('takes the only one', async () => {
  expect(await pickInstance(inCi, [dev])).toBe(dev);
});

it('names all where nobody can be asked, and says how to choose', async () => {
  await expect(pickInstance(inCi, [dev, prod])).rejects.toMatchObject({
    code: 'usage',
    message: [
      '2 instances match:',
      '  web i-0000000a in dev (444444444444) ap-northeast-1',
      '  web i-0000000b in prod (666666666666) ap-northeast-1',
    ].join('\n'),
    hint: expect.stringContaining('--account'),
  });
});

it('counts those that are too many to name', async () => {
  const many = Array.from({ length: 25 }, (_, index) => anInstance('web', { id: `i-${index}` }));
  await expect(pickInstance(inCi, many)).rejects.toThrow('and 5 more: metsuke session --list');
});

it('lets no tag steer the terminal', async () => {
  const evil = anInstance('\u001b[2Jweb', { id: 'i-0000000c' });
  await expect(pickInstance(inCi, [dev, evil])).rejects.toThrow(String.raw`\x1b[2Jweb i-0000000c`);
});
