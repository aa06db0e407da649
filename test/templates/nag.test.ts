import { createRequire } from 'node:module';
import { basename } from 'node:path';
import type * as Cdk from 'aws-cdk-lib';
import type * as Include from 'aws-cdk-lib/cloudformation-include';
import type * as Nag from 'cdk-nag';
import { afterAll, it } from 'vitest';
import { writeTemplates } from '../support/cloudformation-files.ts';
import { NAG_EXCEPTIONS } from './exceptions.ts';
import { expectOnly, type Violation } from './judge.ts';

process.env.CDK_VALIDATION = 'false';
const require = createRequire(import.meta.url);
const cdk = require('aws-cdk-lib') as typeof Cdk;
const { CfnInclude } = require('aws-cdk-lib/cloudformation-include') as typeof Include;
const { AwsSolutionsChecks } = require('cdk-nag') as typeof Nag;

const files = writeTemplates();
afterAll(() => files.remove());

function violationsOf(templateFile: string): readonly Violation[] {
  const where = basename(templateFile, '.json');
  const app = new cdk.App({ analyticsReporting: false });
  new CfnInclude(new cdk.Stack(app, where), 'Template', { templateFile });
  return new AwsSolutionsChecks(app).validateScope(app).violations.map(({ ruleName, violatingResources }) => {
    const paths = violatingResources.map(({ constructPath }) => constructPath);
    return { rule: ruleName, where, message: paths.join() };
  });
}

it('breaks no rule of the pack AwsSolutions', () => {
  expectOnly(files.paths.flatMap(violationsOf), NAG_EXCEPTIONS);
});
