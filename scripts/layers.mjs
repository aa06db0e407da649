// Who may import whom. Biome sees the text of an import but not the file it leads to, so the direction is checked here.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Layer → layers it may import besides itself. `types of x`: `import type` only. The most specific folder or file decides.
 * An arrow that is missing here is missing on purpose; see "Direction" in the contributor guide before adding one.
 */
export const LAYERS = {
  'src/domain': [],
  // Files of this machine: written whole or not at all, errors of the system in words.
  'src/files': ['src/domain'],
  // The catalogue of Config rules: the configuration chooses from it, blueprints deploy it, reports and mails explain it.
  'src/rules': ['src/domain'],
  'src/config': ['src/domain', 'src/rules', 'src/capabilities/sections.ts'],
  'src/blueprints': [
    'src/domain',
    'src/rules',
    'src/notifications',
    'src/blueprints/notification-routes/patterns.ts',
    'src/blueprints/stackset-execution/permissions.ts',
    'src/blueprints/setting-calls.ts',
    'types of src/config',
  ],
  'src/guardrails': ['src/domain', 'types of src/config'],
  // What capabilities bring to the policy, the role and the rules that all of them share.
  'src/guardrails/protect-accounts': [
    'src/domain',
    'src/guardrails',
    'src/capabilities/catalog.ts',
    'types of src/config',
  ],
  'src/blueprints/stackset-execution/permissions.ts': ['src/domain', 'src/blueprints', 'src/capabilities/catalog.ts'],
  'src/blueprints/notification-routes/patterns.ts': [
    'src/domain',
    'src/blueprints',
    'src/blueprints/setting-calls.ts',
    'src/notifications',
    'src/capabilities/catalog.ts',
    'types of src/config',
  ],
  // A folder for each capability, out of whatever it deploys. What is loaded with metsuke.yaml is its section alone …
  'src/capabilities': [
    'src/domain',
    'src/blueprints',
    'src/guardrails',
    'src/images',
    'src/archive',
    'src/query',
    'src/reports',
    'src/capabilities/*/names.ts',
    'src/capabilities/patching/rules.ts',
    'src/capabilities/athena-reports/place.ts',
    'types of src/config',
    'types of src/aws',
  ],
  'src/capabilities/*/section.ts': [
    'src/domain',
    'src/config/sections/fields.ts',
    'src/capabilities/*/endpoints/section.ts',
  ],
  'src/capabilities/*/endpoints/section.ts': ['src/domain', 'src/config/sections/fields.ts'],
  'src/capabilities/sections.ts': ['src/capabilities/*/section.ts'],
  // … what others call by its name …
  'src/capabilities/*/names.ts': ['src/domain', 'src/blueprints', 'src/capabilities', 'types of src/config'],
  'src/capabilities/patching/rules.ts': ['types of src/config'],
  'src/capabilities/athena-reports/place.ts': ['src/domain', 'src/archive', 'src/blueprints', 'types of src/config'],
  // … and what speaks to AWS, when it is first needed.
  'src/capabilities/*/aws.ts': [
    'src/domain',
    'src/capabilities',
    'src/capabilities/*/names.ts',
    'src/capabilities/*/aws',
    'src/aws/quirks.ts',
    'types of src/aws',
  ],
  'src/capabilities/*/aws': ['src/domain', 'src/capabilities', 'src/capabilities/*/names.ts', 'types of src/aws'],
  'src/capabilities/*/capability.ts': ['src/capabilities', 'src/capabilities/*/aws.ts'],
  'src/capabilities/catalog.ts': ['src/capabilities', 'src/capabilities/*/capability.ts'],
  'src/capabilities/adapters.ts': ['src/capabilities', 'src/capabilities/catalog.ts', 'types of src/aws'],
  // The lists that capabilities add to.
  'src/blueprints/account-roles/blueprint.ts': [
    'src/domain',
    'src/blueprints',
    'src/capabilities/catalog.ts',
    'types of src/config',
  ],
  'src/blueprints/setting-calls.ts': ['src/capabilities/catalog.ts', 'types of src/config'],
  'src/blueprints/catalog.ts': [
    'src/blueprints',
    'src/blueprints/account-roles/blueprint.ts',
    'src/capabilities/catalog.ts',
  ],
  'src/guardrails/catalog.ts': ['src/guardrails', 'src/guardrails/protect-accounts', 'src/capabilities/catalog.ts'],
  // What a person deploys by hand is both kinds together.
  'src/blueprints/synth.ts': [
    'src/blueprints/catalog.ts',
    'src/guardrails/catalog.ts',
    'src/domain',
    'src/blueprints',
    'src/blueprints/deploy-by-hand.ts',
    'src/guardrails',
    'types of src/config',
  ],
  'src/blueprints/deploy-by-hand.ts': ['src/domain', 'src/blueprints', 'src/guardrails', 'types of src/config'],
  // What the engine says and what time it is: the ground that its parts share.
  'src/engine/events.ts': ['src/domain', 'types of src/engine/plan', 'types of src/engine/steps'],
  'src/engine/clock.ts': [],
  'src/engine/observe': [
    'src/domain',
    'src/engine/events.ts',
    'src/blueprints/blueprint.ts',
    'types of src/blueprints',
    'types of src/guardrails',
    'types of src/config',
  ],
  'src/engine/plan': [
    'src/domain',
    'src/rules',
    'src/engine/events.ts',
    'src/engine/observe',
    'src/engine/steps',
    'src/blueprints',
    'src/guardrails',
    'types of src/config',
  ],
  // A folder for each kind of step: what it is, how it is planned and described …
  'src/engine/steps': [
    'src/domain',
    'src/engine/observe',
    'src/engine/plan',
    'src/blueprints',
    'src/capabilities/*/names.ts',
    'src/guardrails',
    'types of src/config',
  ],
  // … and how it is applied. The table of all kinds is `steps/apply.ts`.
  'src/engine/steps/*/apply.ts': [
    'src/domain',
    'src/engine/events.ts',
    'src/engine/observe',
    'src/engine/plan',
    'src/engine/apply',
    'src/engine/steps',
  ],
  'src/engine/steps/apply.ts': [
    'src/engine/events.ts',
    'src/engine/steps',
    'src/engine/steps/*/apply.ts',
    'types of src/engine/apply',
  ],
  'src/engine/apply': [
    'src/engine/steps',
    'src/engine/steps/apply.ts',
    'src/domain',
    'src/engine/events.ts',
    'src/engine/clock.ts',
    'src/engine/observe',
    'src/engine/plan',
    'types of src/config',
  ],
  // The whole runs: observe, plan, apply, check, status.
  'src/engine': [
    'src/domain',
    'src/rules',
    'src/config',
    'src/blueprints',
    'src/blueprints/catalog.ts',
    'src/guardrails',
    'src/guardrails/catalog.ts',
    'src/engine/events.ts',
    'src/engine/clock.ts',
    'src/engine/observe',
    'src/engine/plan',
    'src/engine/steps',
    'src/engine/apply',
  ],
  'src/aws': [
    'src/capabilities/adapters.ts',
    'src/domain',
    'src/engine/events.ts',
    'src/engine/clock.ts',
    'src/engine/observe',
    'types of src/guardrails',
    'types of src/archive',
    'types of src/query',
    'types of src/evidence',
    'types of src/access',
    'types of src/sessions',
    'types of src/images',
  ],
  'src/notifications': ['src/domain', 'src/rules'],
  'src/archive': ['src/domain', 'src/files'],
  'src/query': ['src/domain', 'src/files', 'src/archive'],
  'src/reports': ['src/domain', 'src/rules', 'src/archive', 'src/query'],
  'src/evidence': ['src/domain', 'src/files', 'src/archive'],
  'src/images': ['src/domain'],
  'src/inventory': ['src/domain', 'src/archive', 'src/query'],
  // Who has which access, and what the owners of accounts say of it.
  'src/access': ['src/domain', 'src/archive'],
  'src/sessions': ['src/domain'],
  // Severities mean there what they mean in the baselines.
  'src/patching': ['src/domain', 'src/sessions', 'src/capabilities/patching/rules.ts', 'types of src/config'],
  'src/sandbox': ['src/domain', 'src/files'],
  // One look at an organization, as data.
  'src/dashboard/posture': [
    'src/domain',
    'src/rules',
    'src/blueprints/blueprint.ts',
    'src/engine',
    'src/engine/observe',
    'src/engine/plan',
    'src/engine/steps',
    'src/archive',
    'types of src/config',
  ],
  // What is kept of each day, so that trends need no reading anew.
  'src/dashboard/history': [
    'src/domain',
    'src/files',
    'src/archive',
    'src/dashboard/view',
    'types of src/dashboard/posture',
  ],
  // What is counted, advised and said of it: the same in a browser and on a terminal.
  'src/dashboard/view': ['src/domain', 'types of src/dashboard/posture'],
  // The same page as a file, and to one browser of this machine.
  'src/dashboard/server': ['src/domain', 'types of src/dashboard/posture'],
  'src/dashboard/web': ['src/domain', 'src/dashboard/view', 'types of src/dashboard/posture'],
  'src/words': ['src/domain', 'src/capabilities/words-ja.ts'],
  'src/capabilities/*/words-ja.ts': ['src/domain'],
  'src/capabilities/words-ja.ts': ['src/domain', 'src/capabilities/*/words-ja.ts'],
  'src/cli': [
    'src/cli/commands/doctor.ts',
    'src/cli/commands/sandbox.ts',
    'src/domain',
    'src/files',
    'src/rules',
    'src/config',
    'src/blueprints',
    // The tables of Athena, printed for whoever makes them by hand.
    'src/capabilities/*/names.ts',
    'src/capabilities/athena-reports/place.ts',
    'src/capabilities/patching/rules.ts',
    'src/blueprints/synth.ts',
    'src/guardrails',
    'src/engine',
    'src/engine/events.ts',
    'src/engine/clock.ts',
    'src/engine/observe',
    'src/engine/plan',
    'src/engine/steps',
    'src/engine/apply',
    'src/aws',
    'src/notifications',
    'src/archive',
    'src/query',
    'src/reports',
    'src/evidence',
    'src/images',
    'src/inventory',
    'src/access',
    'src/sessions',
    'src/patching',
    'src/dashboard/history',
    'src/dashboard/posture',
    'src/dashboard/server',
    'src/dashboard/view',
    'src/words',
  ],
  // What one looks at first when something does not work; it does not look itself.
  'src/doctor': ['src/domain', 'src/config'],
  // Which Python the sandbox would take is a part of that.
  'src/cli/commands/doctor.ts': [
    'src/domain',
    'src/files',
    'src/config',
    'src/aws',
    'src/engine',
    'src/engine/plan',
    'src/doctor',
    'src/cli',
    'src/sandbox',
  ],
  // Nothing else knows that there is an emulator.
  'src/cli/commands/sandbox.ts': [
    'src/domain',
    'src/cli',
    'src/cli/commands/sandbox-activity.ts',
    'src/cli/commands/sandbox-digest.ts',
    'src/cli/commands/sandbox-event.ts',
    'src/cli/commands/sandbox-mail.ts',
    'src/sandbox',
  ],
  'src/cli/commands/sandbox-activity.ts': ['src/domain', 'src/cli', 'src/sandbox'],
  'src/cli/commands/sandbox-chain.ts': ['src/domain', 'src/cli', 'src/sandbox'],
  'src/cli/commands/sandbox-digest.ts': ['src/domain', 'src/cli', 'src/cli/commands/sandbox-chain.ts', 'src/sandbox'],
  'src/cli/commands/sandbox-event.ts': ['src/domain', 'src/cli', 'src/cli/commands/sandbox-chain.ts', 'src/sandbox'],
  'src/cli/commands/sandbox-mail.ts': ['src/domain', 'src/cli', 'src/cli/commands/sandbox-mailbox.ts', 'src/sandbox'],
  'src/cli/commands/sandbox-mailbox.ts': ['src/domain', 'src/cli', 'src/sandbox'],
};

/** Package → the only places that may import it. */
export const PACKAGES = [
  {
    packages: /^(@aws-sdk|@smithy)\//,
    only: ['src/aws', 'src/capabilities/*/aws.ts', 'src/capabilities/*/aws', 'src/notifications/lambda'],
    why: 'other layers speak to AWS through the ports',
  },
  { packages: /^(aws-cdk-lib|constructs)(\/|$)/, only: ['src/blueprints/cdk.ts'], why: 'one file knows the CDK' },
  {
    packages: /^(@clack\/prompts|fast-string-width|commander|@commander-js\/extra-typings)$/,
    only: ['src/cli'],
    why: 'only the command line talks to a person',
  },
];

/** Text → the only places that may say it. */
export const WORDS = [
  {
    words: /\bprocess\.(exit|stdout|stderr)\b/,
    only: ['src/cli'],
    why: 'other layers return or emit, they do not print',
  },
  {
    words: /\bconsole\.\w+\(|\bprocess\.std(out|err)\.write\(/,
    // A Lambda function writes its log.
    only: ['src/cli/terminal.ts', 'src/notifications/lambda'],
    why: 'only the terminal knows what must not reach it',
  },
  { words: /\bprocess\.exitCode\b/, only: ['src/cli'], why: 'only the command line ends the process' },
];

const IMPORT =
  /(?:^|[\n;}])\s*(import|export)\s+(type\s+)?(?:[\w*${}\s,]+?\sfrom\s+)?['"]([^'"]+)['"]|\b(?:import|require)\(\s*['"]([^'"]+)['"]\s*\)/g;

/** @returns {{ specifier: string, typeOnly: boolean }[]} */
export function importsOf(source) {
  return [...source.matchAll(IMPORT)].map((match) => ({
    specifier: match[3] ?? match[4],
    typeOnly: match[2] !== undefined,
  }));
}

/** @returns {string[]} one sentence for each violation in a file, whose path is relative to the repository. */
export function violationsIn(file, source) {
  if (layerOf(file) === undefined) {
    return [`${file}: scripts/layers.mjs has no rule for this folder. Say there what it may import.`];
  }
  return [
    ...importsOf(source).flatMap((found) => importViolation(file, found) ?? []),
    ...WORDS.filter(({ words, only }) => words.test(source) && !isWithinAny(file, only)).map(
      ({ words, only, why }) => `${file}: ${words.exec(source)[0]} belongs to ${only.join(', ')}: ${why}.`,
    ),
  ];
}

function importViolation(file, { specifier, typeOnly }) {
  if (!specifier.startsWith('.')) return packageViolation(file, specifier);
  const target = posix.join(posix.dirname(file), specifier);
  // package.json, assets beside a blueprint, types that are made at build time.
  if (!target.startsWith('src/')) return undefined;
  const from = layerOf(file);
  const to = layerOf(target);
  if (from === to || to === undefined) return undefined;
  const allowed = LAYERS[from];
  if (allowed.some((layer) => isWithin(target, layer) && layerOf(target) === (layerOf(layer) ?? layer)))
    return undefined;
  if (typeOnly && allowed.some((layer) => layer.startsWith('types of ') && isWithin(target, layer.slice(9)))) {
    return undefined;
  }
  return `${file}: ${from} must not import ${typeOnly ? 'types of ' : ''}${to} (${specifier}).`;
}

/**
 * Files that lead back to themselves, types included: nobody understands one of them without the others.
 * @param {ReadonlyMap<string, readonly string[]>} imports file → files that it imports
 * @returns {string[]} one sentence for each circle
 */
export function circlesIn(imports) {
  const done = new Set();
  const path = [];
  const circles = [];
  const follow = (file) => {
    if (done.has(file)) return;
    const at = path.indexOf(file);
    if (at !== -1) {
      circles.push(`${[...path.slice(at), file].join(' → ')}: a circle. Move what both need into a file of its own.`);
      return;
    }
    path.push(file);
    for (const next of imports.get(file) ?? []) follow(next);
    path.pop();
    done.add(file);
  };
  for (const file of imports.keys()) follow(file);
  return circles;
}

/** @returns {string[]} files that the source of a file imports */
function filesImported(file, source) {
  return importsOf(source)
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map(({ specifier }) => posix.join(posix.dirname(file), specifier));
}

function packageViolation(file, specifier) {
  const rule = PACKAGES.find(({ packages }) => packages.test(specifier));
  if (rule === undefined || isWithinAny(file, rule.only)) return undefined;
  return `${file}: only ${rule.only.join(', ')} may import ${specifier}: ${rule.why}.`;
}

/** The longest key of LAYERS that holds the path. */
function layerOf(path) {
  const layers = Object.keys(LAYERS).filter((layer) => isWithin(path, layer));
  return layers.sort((a, b) => b.length - a.length)[0];
}

/** A `*` stands for one folder. */
function isWithin(path, folder) {
  if (!folder.includes('*')) return path === folder || path.startsWith(`${folder}/`);
  const parts = path.split('/');
  return folder.split('/').every((part, index) => part === '*' || part === parts[index]);
}

function isWithinAny(path, folders) {
  return folders.some((folder) => isWithin(path, folder));
}

function sourceFiles(root) {
  return (
    readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
      .map((entry) => posix.normalize(join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/')))
      // Tests build their world from anywhere.
      .filter((file) => !/\.(test|d)\.\w+$/.test(file))
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = join(dirname(fileURLToPath(import.meta.url)), '../');
  const files = sourceFiles(root);
  const sources = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
  const imports = new Map([...sources].map(([file, source]) => [file, filesImported(file, source)]));
  const violations = [...[...sources].flatMap(([file, source]) => violationsIn(file, source)), ...circlesIn(imports)];
  for (const violation of violations) process.stdout.write(`${violation}\n`);
  process.stdout.write(`layers: ${files.length} files, ${violations.length} violations\n`);
  process.exitCode = violations.length > 0 ? 1 : 0;
}
