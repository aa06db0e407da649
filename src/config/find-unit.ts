import type { RootId, UnitId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import type { OrganizationNames, Problem } from './references.ts';
import { closest } from './suggest.ts';
import { joinChoices, quote } from './text.ts';

type FoundUnit = { readonly id: RootId | UnitId } | { readonly problem: Problem };

/** By `root`, id or path. Not by a bare name: units in different places may share one. */
export function findUnit(reference: string, { units, rootId }: OrganizationNames): FoundUnit {
  if (reference === 'root' || reference === rootId) return { id: rootId };
  const byId = units.find((unit) => unit.id === reference);
  if (byId) return { id: byId.id };
  const [byPath, other] = units.filter((unit) => unit.path === reference);
  // A name may contain a slash, so even paths can meet.
  if (byPath && other) return { problem: ambiguous(reference, [byPath.id, other.id]) };
  if (byPath) return { id: byPath.id };
  return {
    problem: unknown(
      reference,
      units.map((unit) => unit.path),
    ),
  };
}

function ambiguous(reference: string, ids: readonly UnitId[]): Problem {
  const message = say`${quote(reference)} is the path of ${ids.length} units: ${joinChoices(ids, 'and')}.`;
  return { severity: 'error', code: 'ambiguous-unit', message, hint: say`Write the id.` };
}

function unknown(reference: string, paths: readonly string[]): Problem {
  const named = paths.filter((path) => path.toLowerCase().endsWith(`/${reference.toLowerCase()}`));
  const meant = named.length > 0 ? named.slice(0, 5) : [closest(reference, paths)].filter((path) => path !== undefined);
  const hint =
    meant.length > 0
      ? say`Did you mean ${joinChoices(meant.map(quote))}?`
      : say`Write an id (ou-…), a path such as Workloads/Production, or root.`;
  return {
    severity: 'error',
    code: 'unknown-unit',
    message: say`${quote(reference)} is no unit of the organization.`,
    hint,
  };
}
