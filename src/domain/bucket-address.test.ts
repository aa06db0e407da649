import { expect, it } from 'vitest';
import { parseBucketAddress } from './bucket-address.ts';

it.each([
  ['s3://example-curated', { bucket: 'example-curated', prefix: '' }],
  ['s3://example-curated/', { bucket: 'example-curated', prefix: '' }],
  ['s3://example-curated/logs', { bucket: 'example-curated', prefix: 'logs/' }],
  ['s3://example-curated/logs/all/', { bucket: 'example-curated', prefix: 'logs/all/' }],
])('%s is a bucket', (text, address) => {
  expect(parseBucketAddress(text)).toEqual(address);
});

it.each([
  './logs',
  's3:/example',
  's3://',
  's3://UPPER',
  's3://a',
  's3://example//logs',
  'https://example',
  's3://example-c/a b',
])('%s is none', (text) => {
  expect(parseBucketAddress(text)).toBeUndefined();
});
