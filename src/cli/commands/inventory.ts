import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Option } from '@commander-js/extra-typings';
import { say } from '../../domain/say.ts';
import type { Action } from '../action.ts';
import { addArchiveOptions } from './archive-options.ts';
import type { InventoryInstancesOptions } from './inventory-instances.ts';
import type { InventoryPackagesOptions } from './inventory-packages.ts';
import type { InventorySearchOptions } from './inventory-search.ts';

/** What is installed where, as the agents of Systems Manager reported it into the archive. */
export function registerInventory(program: CommandUnknownOpts, action: Action): void {
  const inventory = program
    .command('inventory')
    .description(say`what is installed on which instance, from the archive`)
    .addHelpText('after', say`\nExamples:\n  metsuke inventory search openssl\n  metsuke inventory instances`);
  addArchiveOptions(
    inventory
      .command('packages')
      .description(say`every package in every version, and on how many instances it is`)
      .argument('[name]', say`only this package; * stands for anything`),
  )
    .addHelpText('after', PACKAGES_EXAMPLES)
    .action((name, options) =>
      action<InventoryPackagesOptions>(() => import('./inventory-packages.ts'))({
        ...options,
        ...(name === undefined ? {} : { name }),
      }),
    );
  addArchiveOptions(
    inventory
      .command('instances')
      .description(say`every instance that Systems Manager knows: its system, its agent, when it reported last`),
  )
    .addOption(unmanagedOption)
    .addHelpText('after', INSTANCES_EXAMPLES)
    .action(({ unmanaged, ...options }) =>
      unmanaged
        ? action(() => import('./inventory-unmanaged.ts'))(options)
        : action<InventoryInstancesOptions>(() => import('./inventory-instances.ts'))(options),
    );
  registerSearch(inventory, action);
}

function registerSearch(inventory: CommandUnknownOpts, action: Action): void {
  addArchiveOptions(
    inventory
      .command('search')
      .description(say`who runs which version where; versions are compared as rpm and dpkg do`)
      .argument('<package>', say`a package, or with a version: 'openssl<3.0.8' (also <= = >= >)`),
  )
    .option('--exit-code', say`end with 3 when something is found`, false)
    .addHelpText('after', SEARCH_EXAMPLES)
    .action((query, options) =>
      action<InventorySearchOptions>(() => import('./inventory-search.ts'))({ ...options, query }),
    );
}

const unmanagedOption = new Option(
  '--unmanaged',
  say`instead: instances that run and that Systems Manager does not know; asks every governed account`,
)
  .default(false)
  .conflicts(['archive', 'bucket', 'unit']);

const PACKAGES_EXAMPLES = say`
Examples:
  metsuke inventory packages                           the whole organization
  metsuke inventory packages 'python3*' --unit Workloads
  metsuke inventory packages --archive ./logs --json | jq '.[] | select(.instances == 1)'`;

const INSTANCES_EXAMPLES = say`
Examples:
  metsuke inventory instances
  metsuke inventory instances --account dev --json
  metsuke inventory instances --unmanaged              instances that report nothing`;

const SEARCH_EXAMPLES = say`
Examples:
  metsuke inventory search 'openssl<3.0.8'             older than 3.0.8, in any release
  metsuke inventory search 'openssl=3.0.8-1.amzn2023.0.3'
  metsuke inventory search 'log4j*' --account prod
  metsuke inventory search 'openssh-server<9.6p1' --exit-code

Only the parts that you write are compared: <3.0.8 also finds 1:3.0.7-1. Put quotes around it: < and > mean
something to the shell.`;
