// AGPL-3.0: for tests only, never bundled and never published.
import { runSimulation } from '@cloud-copilot/iam-simulate';
import type { JsonObject } from '../../src/domain/json.ts';

/** `denied`: nothing allows it. `forbidden`: a Deny statement says so. */
export type Verdict = 'allowed' | 'denied' | 'forbidden';

export interface AccessRequest {
  /** ARN of a principal, a service (`config.amazonaws.com`), or `anonymous`. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Account that owns the resource. */
  readonly owner: string;
  /**
   * Everything that conditions look at. The simulator fills in nothing, and a missing key makes a negated condition
   * match: a test without aws:RequestedRegion would see any region denied.
   */
  readonly context: Readonly<Record<string, string | string[]>>;
}

export interface Policies {
  /** What the principal's own account lets it do. Services have none. */
  readonly identity?: readonly object[];
  /** The permissions boundary of the principal. */
  readonly boundary?: object;
  readonly resource?: JsonObject;
  /** Service control policies on the root, beside FullAWSAccess. */
  readonly serviceControl?: readonly JsonObject[];
  /** Resource control policies on the root, beside RCPFullAWSAccess. */
  readonly resourceControl?: readonly JsonObject[];
}

export const ADMINISTRATOR_ACCESS = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

const VERDICTS: Readonly<Record<string, Verdict>> = {
  Allowed: 'allowed',
  ImplicitlyDenied: 'denied',
  ExplicitlyDenied: 'forbidden',
};

/** IAM's decision. Throws when a policy or the request is malformed: unknown actions, wrong ARNs, invented keys. */
export async function decide(request: AccessRequest, policies: Policies): Promise<Verdict> {
  const result = await runSimulation(
    {
      request: {
        principal: request.principal === 'anonymous' ? { type: 'Anonymous' } : request.principal,
        action: request.action,
        resource: { resource: request.resource, accountId: request.owner },
        contextVariables: { ...request.context },
      },
      identityPolicies: (policies.identity ?? []).map((policy, index) => ({ name: `identity${index}`, policy })),
      ...(policies.boundary && { permissionBoundaryPolicies: [{ name: 'boundary', policy: policies.boundary }] }),
      serviceControlPolicies: makeServiceControl(policies),
      resourceControlPolicies: (policies.resourceControl ?? []).map((policy, i) => ({
        orgIdentifier: 'r-root',
        policies: [{ name: `rcp${i}`, policy }],
      })),
      ...(policies.resource && { resourcePolicy: policies.resource }),
    },
    { simulationMode: 'Strict' },
  );
  if (result.resultType === 'error') throw new Error(`cannot be simulated: ${JSON.stringify(result.errors)}`);
  if (result.resultType === 'wildcard') throw new Error(`${request.resource}: name one resource, not a pattern`);
  const ignored = result.result.ignoredContextKeys ?? [];
  if (ignored.length > 0) throw new Error(`${request.action} never carries ${ignored.join(', ')}`);
  const verdict = VERDICTS[result.overallResult];
  if (!verdict) throw new Error(`an unknown verdict: ${result.overallResult}`);
  return verdict;
}

function makeServiceControl({ serviceControl }: Policies) {
  if (!serviceControl) return [];
  const documents = [ADMINISTRATOR_ACCESS, ...serviceControl];
  return [{ orgIdentifier: 'r-root', policies: documents.map((policy, i) => ({ name: `scp${i}`, policy })) }];
}
