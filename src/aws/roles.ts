import type { RolesPort } from '../engine/observe/ports.ts';
import type { Clients } from './clients.ts';
import { listAll } from './pages.ts';
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
    async list() {
      const iam = await clients('iam', region);
      const roles = await listAll(async (marker) => {
        const page = await iam.listRoles({ MaxItems: 1000, Marker: marker });
        return { items: page.Roles, next: page.Marker };
      });
      return roles.map(({ RoleName: name = '', Path: path = '/' }) => ({ name, path }));
    },
    async createServiceLinkedRole(principal) {
      const iam = await clients('iam', region);
      const created = iam.createServiceLinkedRole({ AWSServiceName: principal });
      return (await orNull(created, isServiceLinkedRoleTaken)) === null ? 'exists' : 'created';
    },
  };
}
