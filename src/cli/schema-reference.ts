import { realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

export interface SchemaReference {
  /** As it stands after `$schema=`: relative to metsuke.yaml, so that it holds on every machine of a team. */
  readonly location: string;
  /** Where the schema has to be copied to; undefined where the package is at hand. */
  readonly copyTo?: string;
}

const SCHEMA = 'metsuke.schema.json';

/**
 * Where editors find the schema. In a checkout of Metsuke, and in a project that has it in node_modules, it is that of the
 * package. One that is installed for the whole machine is out of the project's reach: then a copy goes beside the file.
 */
export function referToSchema(configFile: string, packageRoot: string): SchemaReference {
  const folder = realpathSync(dirname(resolve(configFile)));
  const root = realpathSync(packageRoot);
  const owner = root.endsWith(join(sep, 'node_modules', 'metsuke')) ? dirname(dirname(root)) : root;
  if (!isWithin(folder, owner)) return { location: `./${SCHEMA}`, copyTo: join(folder, SCHEMA) };
  const path = relative(folder, join(root, SCHEMA)).split(sep).join('/');
  return { location: path.startsWith('.') ? path : `./${path}` };
}

function isWithin(folder: string, outer: string): boolean {
  return folder === outer || folder.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}
