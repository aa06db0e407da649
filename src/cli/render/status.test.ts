import { expect, it } from 'vitest';
import { aView, withoutCodes } from '../../../test/support/view.ts';
import { aStatus } from './golden.test-support.ts';
import { renderStatus } from './status.ts';

it('has no good mark for a policy that is attached to nothing', () => {
  const policies = [{ title: 'region-restriction', name: 'x', targets: [] }];
  expect(withoutCodes(renderStatus({ ...aStatus(), policies }, aView()))).toMatch(
    /✗ +region-restriction +policy +0 targets/,
  );
});
