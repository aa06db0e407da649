import { createRequire } from 'node:module';
import { basename } from 'node:path';
import type * as Cdk from 'aws-cdk-lib';
import { afterAll, it } from 'vitest';
import { writeTemplates } from '../support/cloudformation-files.ts';
import { HOME_REGION } from '../support/cloudformation-fixture.ts';
import { VALIDATOR_EXCEPTIONS } from './exceptions.ts';
import { expectOnly } from './judge.ts';

const cdk = createRequire(import.meta.url)('aws-cdk-lib') as typeof Cdk;
const files = writeTemplates();
afterAll(() => files.remove());

// The tool switches this validator off, because loading it takes seconds; here it looks at everything once.
it("AWS's validator finds nothing", () => {
  const report = new cdk.CloudFormationValidatePlugin().validate({
    templatePaths: [...files.paths],
    stackTemplates: files.paths.map((templatePath) => ({
      templatePath,
      stackConstructPath: basename(templatePath, '.json'),
      accountId: undefined,
      region: HOME_REGION,
    })),
    appConstruct: new cdk.App(),
  });
  const found = report.violations.flatMap((violation) =>
    violation.violatingResources.map((resource) => ({
      rule: violation.ruleName,
      where: `${basename(resource.templatePath ?? '', '.json')} ${resource.resourceLogicalId}`,
      message: violation.description,
    })),
  );
  expectOnly(found, VALIDATOR_EXCEPTIONS);
});
