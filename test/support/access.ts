import type { AccessPort, AccountAccess, IamRole, IamUser, IdentityCenter } from '../../src/access/ports.ts';
import type { AccessStore } from '../../src/access/store.ts';
import type { ObjectStore } from '../../src/archive/object-store.ts';
import { MetsukeError } from '../../src/domain/errors.ts';

/** An archive in memory that replaces nothing. */
export function aStore(): AccessStore & { readonly objects: Map<string, Buffer> } {
  const objects = new Map<string, Buffer>();
  const archive: ObjectStore = {
    location: 'memory',
    async *list(prefix) {
      for (const key of [...objects.keys()].sort()) {
        if (key.startsWith(prefix)) yield { key, size: 1, etag: '', lastModified: '2026-11-30T00:00:00Z' };
      }
    },
    async listFolders(prefix) {
      const below = [...objects.keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
      return [...new Set(below.flatMap((key) => key.match(/^[^/]+\//) ?? []))].sort();
    },
    async get(key) {
      const body = objects.get(key);
      if (body === undefined) throw new MetsukeError('not-found', key);
      return { body, metadata: {} };
    },
  };
  return {
    archive,
    objects,
    async put(key, body) {
      if (objects.has(key)) return false;
      objects.set(key, Buffer.from(body as string));
      return true;
    },
  };
}

export function aUser(name: string, said: Partial<IamUser> = {}): IamUser {
  return {
    name,
    id: `AIDA${name.toUpperCase()}`,
    access: [],
    hasPassword: false,
    hasMfa: false,
    keys: [],
    passwordLastUsed: null,
    ...said,
  };
}

export function aRole(name: string, trust: object, said: Partial<IamRole> = {}): IamRole {
  const trustPolicy = JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', ...trust }] });
  return { name, id: `AROA${name.toUpperCase()}`, path: '/', access: [], trustPolicy, lastUsed: null, ...said };
}

/** What AWS answers; an Error is thrown. */
export interface World {
  readonly accounts: Readonly<Record<string, Partial<AccountAccess> | Error>>;
  readonly center?: IdentityCenter | Error | null;
}

export function aPort({ accounts, center = null }: World): AccessPort {
  const nothing: AccountAccess = { root: { hasMfa: true, hasKeys: false, hasPassword: true }, users: [], roles: [] };
  return {
    async readAccount(account) {
      const found = accounts[account] ?? {};
      if (found instanceof Error) throw found;
      return { ...nothing, ...found };
    },
    async readIdentityCenter() {
      if (center instanceof Error) throw center;
      return center;
    },
  };
}
