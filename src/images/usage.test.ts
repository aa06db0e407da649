import { expect, it } from 'vitest';
import type { ImageBuild } from './ports.ts';
import { judgeInstances } from './usage.ts';

const pipeline = { arn: 'arn', name: 'acme-amazon-linux-2023-x86-64', isEnabled: true, nextRun: null };
const build = (imageId: string, status = 'AVAILABLE'): ImageBuild => ({
  arn: imageId,
  version: '1.0.0/1',
  createdAt: '2026-11-01T00:00:00Z',
  status,
  reason: null,
  images: [{ region: 'ap-northeast-1', imageId }],
});
const instance = (imageId: string, region = 'ap-northeast-1') => ({
  id: `i-${imageId}`,
  name: null,
  imageId,
  startedAt: '2026-11-02T00:00:00Z',
  account: '444444444444',
  region,
});

it('tells the newest image from old ones and from those of others', () => {
  const known = [{ pipeline, builds: [build('ami-3', 'FAILED'), build('ami-2'), build('ami-1', 'DEPRECATED')] }];
  const judged = judgeInstances([instance('ami-2'), instance('ami-1'), instance('ami-9')], known);
  expect(judged.map(({ age }) => age)).toEqual(['newest', 'old', 'foreign']);
  expect(judged.map(({ pipeline: name }) => name)).toEqual([pipeline.name, pipeline.name, null]);
});

it('knows an image in its own region only: ids are those of a region', () => {
  const judged = judgeInstances([instance('ami-2', 'us-east-1')], [{ pipeline, builds: [build('ami-2')] }]);
  expect(judged.map(({ age }) => age)).toEqual(['foreign']);
});
