import { expect, it } from 'vitest';
import { aPosture, DEV, PROD } from '../../../test/support/posture.ts';
import { makeDirectory } from './directory.ts';
import { groupFindings } from './finding-groups.ts';
import { findingRows } from './rows.ts';

const posture = aPosture();
const rows = findingRows(posture, makeDirectory(posture));

it('findings of both sources are one list, the severest first, with what lets in whom', () => {
  expect(rows.map(({ source, type, account, title }) => [source, type, account, title])).toEqual([
    ['Access Analyzer', 'PublicAccess', PROD, 'web ← AWS: *'],
    ['GuardDuty', 'Recon:EC2/Portscan', DEV, 'A port scan'],
  ]);
});

it('findings of one kind are one group, with the age of the oldest', () => {
  const [open, scan] = rows;
  if (open === undefined || scan === undefined) throw new Error('no rows');
  const older = { ...scan, id: 'f-2', account: PROD, age: 12, severity: 6 };
  expect(groupFindings([scan, older, open, { ...scan, id: 'f-3', age: null }])).toEqual([
    { source: 'Access Analyzer', type: 'PublicAccess', severity: 8, count: 1, accounts: 1, oldest: 10 },
    { source: 'GuardDuty', type: 'Recon:EC2/Portscan', severity: 6, count: 3, accounts: 2, oldest: 12 },
  ]);
});
