import { createRequire } from 'node:module';
import type * as Cdk from 'aws-cdk-lib';
import type { CfnElement, Stack } from 'aws-cdk-lib';
import type * as Constructs from 'constructs';
import type { Template } from '../domain/template.ts';

export type { Cdk };

/** A scope to put L1 constructs in. Their ids become the logical ids of the template, letter for letter. */
export type Scope = Stack;

// An ESM import of aws-cdk-lib reads hundreds of files eagerly (300 to 550 ms); CommonJS loads what is touched. In a build
// both come from dist/vendor (scripts/vendor.mjs).
const require = createRequire(import.meta.url);

/**
 * A plain CloudFormation template: no CDKMetadata, no bootstrap version, no assets, no generated logical ids.
 * Nothing here reads the environment or the network, so the same input gives the same template anywhere.
 */
export function makeTemplate(description: string, build: (scope: Scope, cdk: typeof Cdk) => void): Template {
  const cdk = require('aws-cdk-lib') as typeof Cdk;
  const stack = makeStack(cdk);
  stack.templateOptions.templateFormatVersion = '2010-09-09';
  stack.templateOptions.description = description;
  build(stack, cdk);
  // What has no value is left out, as in a file.
  return JSON.parse(JSON.stringify(stack.template())) as Template;
}

/**
 * Below no App: that would write each template into a folder with a manifest, twice the time of making it, and check it with
 * a validator of 9 MB, which the tests run on purpose.
 */
function makeStack(cdk: typeof Cdk) {
  const { RootConstruct } = require('constructs') as typeof Constructs;
  class PlainStack extends cdk.Stack {
    template(): object {
      return this._toCloudFormation();
    }
    // People and other stacks refer to logical ids; the default would append a hash of the construct's path.
    protected override allocateLogicalId(element: CfnElement): string {
      return element.node.id;
    }
  }
  // The cast is for exactOptionalPropertyTypes, which aws-cdk-lib's own types do not satisfy.
  const synthesizer = new cdk.BootstraplessSynthesizer() as Cdk.IStackSynthesizer;
  const root = new RootConstruct();
  // Where in our code an element was made: a tenth of the time, for a manifest that nobody writes.
  for (const what of ['creation-stack-traces', 'logicalId-metadata', 'stack-trace']) {
    root.node.setContext(`aws:cdk:disable-${what}`, true);
  }
  return new PlainStack(root, 'Template', { synthesizer });
}
