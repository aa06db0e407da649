import { expect, it } from 'vitest';
import { servicesIn } from './vendor.mjs';

it('finds the services that templates name, each once', () => {
  expect(servicesIn(['const { aws_iam: iam } = cdk;', 'cdk.aws_s3.CfnBucket, cdk.aws_iam'])).toEqual(['iam', 's3']);
});
