// Writes sandbox/emulator/authorization/schema_handlers.json: which actions the handlers of each resource type call, as AWS's registry of
// CloudFormation says in the types' schemas. cfn-lint leaves the handlers out; c7n-awscc (Cloud Custodian, Apache-2.0) ships the schemas as AWS
// publishes them. Needs a Python with pip and cfn-lint: METSUKE_PYTHON=.venv/bin/python node scripts/schema-handlers.mjs
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';

const SOURCE = 'c7n-awscc==0.1.38 --hash=sha256:48505ea73ac6f3f03ab5c21824235ab35eeeb5dc8bde0da185c86873e8d3507e';
const TARGET = fileURLToPath(new URL('../sandbox/emulator/authorization/schema_handlers.json', import.meta.url));

/** Services that help others: their actions stand in the schemas of many. */
const HELPERS = [
  'iam',
  'kms',
  'ec2',
  'logs',
  's3',
  'sso',
  'organizations',
  'events',
  'secretsmanager',
  'servicecatalog',
  'sns',
];
/** What only looks changes nothing; the emulator does not ask for it. */
const READS =
  /^(GET|(Get|List|Describe|Head|BatchGet|Search|Lookup|Query|Scan|View|Validate|Test|Resolve|Preview)(?=[A-Z]))/;
/** Of other services: what the properties tell, a role that is handed over and a key that is used. */
const OTHERS = ['iam:PassRole', 'kms:CreateGrant', 'kms:DescribeKey'];

/** @returns {string[]} the service's prefix; its writing actions on create, update and delete; what other services are asked for. */
export function rowOf({ typeName, handlers }) {
  const verbs = ['create', 'update', 'delete'].map((verb) => actionsOf(handlers[verb]?.permissions ?? []));
  const all = verbs.flat();
  const service = serviceOf(typeName, all);
  const own = (actions) => actions.filter(({ prefix, name }) => prefix === service && !READS.test(name));
  const others = OTHERS.filter((other) =>
    all.some(({ prefix, name }) => prefix !== service && `${prefix}:${name}` === other),
  );
  return [
    service,
    ...verbs.map((actions) =>
      own(actions)
        .map(({ name }) => name)
        .join(' '),
    ),
    others.join(' '),
  ];
}

function actionsOf(permissions) {
  const pairs = [...new Set(permissions)].map((permission) => permission.trim().split(':'));
  return pairs
    .filter(([, name]) => name && name !== '*')
    .map(([prefix, name]) => ({ prefix: prefix.toLowerCase(), name }));
}

/** The prefix that is called as the type's service is, or whose actions name the type, or that occurs most. */
function serviceOf(type, actions) {
  const [, word, kind] = type.toLowerCase().split('::');
  if (actions.some(({ prefix }) => plain(prefix) === word))
    return actions.find(({ prefix }) => plain(prefix) === word).prefix;
  const alike = actions.filter(({ prefix }) => word.startsWith(plain(prefix)) || plain(prefix).startsWith(word));
  if (alike.length > 0) return mostFrequent(alike.map(({ prefix }) => prefix));
  const naming = actions.filter(({ name }) => name.toLowerCase().includes(kind));
  const main = actions.filter(({ prefix }) => !HELPERS.includes(prefix));
  const counted =
    [naming.filter(({ prefix }) => !HELPERS.includes(prefix)), main, naming, actions].find((some) => some.length > 0) ??
    [];
  return mostFrequent(counted.map(({ prefix }) => prefix)) ?? word;
}

function plain(prefix) {
  return prefix.replaceAll('-', '');
}

function mostFrequent(words) {
  const counts = new Map();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function schemasOf(python, folder) {
  const requirements = join(folder, 'requirements.txt');
  writeFileSync(requirements, `${SOURCE}\n`);
  const parameters = [
    '-m',
    'pip',
    'download',
    '--quiet',
    '--no-deps',
    '--require-hashes',
    '-d',
    folder,
    '-r',
    requirements,
  ];
  if (spawnSync(python, parameters, { stdio: 'inherit' }).status !== 0)
    throw new Error('pip could not fetch c7n-awscc');
  const wheel = readdirSync(folder).find((name) => name.endsWith('.whl'));
  const files = unzipSync(readFileSync(join(folder, wheel)), {
    filter: ({ name }) => /data\/aws_.*\.json$/.test(name),
  });
  return Object.values(files).map((bytes) => JSON.parse(strFromU8(bytes)));
}

function typesOf(python) {
  const code =
    'import pathlib, cfnlint; print((pathlib.Path(cfnlint.__file__).parent / "data/schemas/providers/us_east_1.py").read_text())';
  const { stdout } = spawnSync(python, ['-c', code], { encoding: 'utf8', maxBuffer: 1e8 });
  return new Set([...stdout.matchAll(/"(AWS::[A-Za-z0-9:]+)":/g)].map(([, type]) => type));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const python = process.env.METSUKE_PYTHON ?? 'python3';
  const folder = mkdtempSync(join(tmpdir(), 'metsuke-handlers-'));
  try {
    const known = typesOf(python);
    const rows = schemasOf(python, folder)
      .filter(({ typeName, handlers }) => known.has(typeName) && handlers)
      .sort((a, b) => (a.typeName < b.typeName ? -1 : 1))
      .map((schema) => `${JSON.stringify(schema.typeName)}: ${JSON.stringify(rowOf(schema))}`);
    writeFileSync(TARGET, `{\n${rows.join(',\n')}\n}\n`);
    process.stdout.write(`${rows.length} of ${known.size} types have handlers in their schemas\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
