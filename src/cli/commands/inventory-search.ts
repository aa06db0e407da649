import { EXIT } from '../../domain/errors.ts';
import { countOf } from '../../domain/text/phrases.ts';
import { readPackages } from '../../inventory/fleet.ts';
import { parsePackageQuery } from '../../inventory/package-query.ts';
import { type EngineOptions, openEngine } from '../open-engine.ts';
import { NAME, PLATFORM, REPORTED, renderList } from '../render/list.ts';
import { tellProblems } from '../render/problems.ts';
import type { Session } from '../session.ts';

export interface InventorySearchOptions extends EngineOptions {
  readonly query: string;
  readonly exitCode: boolean;
}

const COLUMNS = ['package', 'version', 'account', 'region', 'instance', NAME, PLATFORM, REPORTED];

/** Ends with 3 when something is found and `--exit-code` was given. */
export async function run(session: Session, options: InventorySearchOptions): Promise<number> {
  const { terminal } = session;
  const query = parsePackageQuery(options.query);
  const archive = await openEngine(session, options);
  try {
    const { items, problems } = await readPackages(archive, query);
    tellProblems(problems, terminal);
    if (session.options.json) terminal.out(`${JSON.stringify(items, null, 2)}\n`);
    else {
      const rows = items.map((one) => [
        one.name,
        one.version,
        one.accountName || one.account,
        one.region,
        one.instance,
        one.computer,
        one.platform,
        one.captured,
      ]);
      const instances = new Set(items.map((one) => `${one.account} ${one.region} ${one.instance}`)).size;
      terminal.out(renderList({ columns: COLUMNS, rows }, terminal, countOf(instances, 'instance')));
    }
    return options.exitCode && items.length > 0 ? EXIT.rowsFound : EXIT.done;
  } finally {
    await archive.engine.close();
  }
}
