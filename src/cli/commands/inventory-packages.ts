import { EXIT } from '../../domain/errors.ts';
import { countOf } from '../../domain/text/phrases.ts';
import { byVersion } from '../../inventory/by-version.ts';
import { readPackages } from '../../inventory/fleet.ts';
import { parsePackageQuery } from '../../inventory/package-query.ts';
import { type EngineOptions, openEngine } from '../open-engine.ts';
import { renderList } from '../render/list.ts';
import { tellProblems } from '../render/problems.ts';
import type { Session } from '../session.ts';

export interface InventoryPackagesOptions extends EngineOptions {
  readonly name?: string;
}

export async function run(session: Session, options: InventoryPackagesOptions): Promise<number> {
  const { terminal } = session;
  const query = options.name === undefined ? null : parsePackageQuery(options.name);
  const archive = await openEngine(session, options);
  try {
    const { items, problems } = await readPackages(archive, query);
    tellProblems(problems, terminal);
    const versions = byVersion(items);
    if (session.options.json) terminal.out(`${JSON.stringify(versions, null, 2)}\n`);
    else {
      const rows = versions.map(({ name, version, instances, accounts }) => [name, version, instances, accounts]);
      const columns = ['package', 'version', 'instances', 'accounts'];
      terminal.out(renderList({ columns, rows }, terminal, countOf(versions.length, 'version')));
    }
    return EXIT.done;
  } finally {
    await archive.engine.close();
  }
}
