import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Cdk from 'aws-cdk-lib';
import type { CfnElement, Stack } from 'aws-cdk-lib';
import type { Template } from '../domain/template.ts';

export type { Cdk };

/** A scope to put L1 constructs in. Their ids become the logical ids of the template, letter for letter. */
export type Scope = Stack;

// An ESM import of aws-cdk-lib reads hundreds of files eagerly (300 to 550 ms); CommonJS loads what is touched.
const require = createRequire(import.meta.url);

/**
 * A plain CloudFormation template: no CDKMetadata, no bootstrap version, no assets, no generated logical ids.
 * Nothing here reads the environment or the network, so the same input gives the same template anywhere.
 */
export function makeTemplate(description: string, build: (scope: Scope, cdk: typeof Cdk) => void): Template {
  const cdk = loadCdk();
  const directory = mkdtempSync(join(tmpdir(), 'metsuke-synth-'));
  try {
    const app = new cdk.App({ analyticsReporting: false, treeMetadata: false, outdir: directory });
    const stack = makeStack(cdk, app);
    stack.templateOptions.templateFormatVersion = '2010-09-09';
    stack.templateOptions.description = description;
    build(stack, cdk);
    app.synth();
    return JSON.parse(readFileSync(join(directory, stack.templateFile), 'utf8')) as Template;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function loadCdk(): typeof Cdk {
  // Otherwise the first synth runs a 9 MB WASM validator: 3 to 4 seconds, 330 MB. The tests run it on purpose.
  process.env.CDK_VALIDATION = 'false';
  return require('aws-cdk-lib') as typeof Cdk;
}

function makeStack(cdk: typeof Cdk, app: Cdk.App): Stack {
  class PlainStack extends cdk.Stack {
    // People and other stacks refer to logical ids; the default would append a hash of the construct's path.
    protected override allocateLogicalId(element: CfnElement): string {
      return element.node.id;
    }
  }
  // The cast is for exactOptionalPropertyTypes, which aws-cdk-lib's own types do not satisfy.
  const synthesizer = new cdk.BootstraplessSynthesizer() as Cdk.IStackSynthesizer;
  return new PlainStack(app, 'Template', { synthesizer });
}
