import { expect, it } from 'vitest';
import { presignGet } from './signature.ts';

it('signs as the example of the S3 documentation', () => {
  const signed = presignGet(new URL('https://examplebucket.s3.amazonaws.com/test.txt'), {
    region: 'us-east-1',
    credentials: {
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    },
    seconds: 86_400,
    now: new Date('2013-05-24T00:00:00Z'),
  });
  expect(new URL(signed).searchParams.get('X-Amz-Signature')).toBe(
    'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
  );
});

it('carries the token of a role', () => {
  const signed = presignGet(new URL('https://bucket.s3.amazonaws.com/key'), {
    region: 'us-east-1',
    credentials: { accessKeyId: 'ASIA', secretAccessKey: 'secret', sessionToken: 'a+b/c=' },
    seconds: 60,
  });
  expect(signed).toContain('X-Amz-Security-Token=a%2Bb%2Fc%3D&');
  expect(new URL(signed).searchParams.get('X-Amz-Expires')).toBe('60');
});
