import type { RolesPort } from '../engine/observe/ports.ts';
import type { Clients } from './clients.ts';
import { isRoleAbsent, isServiceLinkedRoleTaken, orNull } from './quirks.ts';

export function makeRoles(clients: Clients, region: string): RolesPort {
  return {
    async readRole(name) {
      const iam = await clients('iam', region);
      const answer = await orNull(iam.getRole({ RoleName: name }), isRoleAbsent);
      if (answer?.Role === undefined) return null;
      // IAM returns policy documents URL-encoded
      const trustPolicy = decodeURIComponent(answer.Role.AssumeRolePolicyDocument ?? '');
      return { name, arn: answer.Role.Arn ?? '', trustPolicy };
    },
    async createServiceLinkedRole(principal) {
      const iam = await clients('iam', region);
      const created = iam.createServiceLinkedRole({ AWSServiceName: principal });
      return (await orNull(created, isServiceLinkedRoleTaken)) === null ? 'exists' : 'created';
    },
  };
}
