// Changes one thing at a time in the engine or a capability, as last committed, and runs the unit tests of its folder: what no
// test notices, no test holds. By hand, in half an hour: node scripts/mutate.mjs [--seed 1] [--count 60] [--only src/engine/plan]
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseSync } from 'oxc-parser';
import { withCheckout } from './checkout.mjs';
import { makeRandom } from './random.mjs';

const FOLDERS = ['src/engine', 'src/capabilities'];
const GOAL = 0.95;

/** Operators that a slip of the hand turns into each other. */
const OPERATORS = new Map([
  ['===', '!=='],
  ['!==', '==='],
  ['<', '<='],
  ['<=', '<'],
  ['>', '>='],
  ['>=', '>'],
  ['&&', '||'],
  ['||', '&&'],
  ['+', '-'],
  ['-', '+'],
]);
const METHODS = new Map([
  ['some', 'every'],
  ['every', 'some'],
]);

/**
 * All changes of one file that may matter: `{ start, end, text }` says what stands there instead. Texts for people, types and
 * imports are left alone: other tests hold these.
 */
export function mutationsOf(source) {
  const found = [];
  const visit = (node) => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node?.type !== 'string' || /^(TS(Type|Interface)|Import|TaggedTemplate)/.test(node.type)) return;
    found.push(...mutationsOfNode(node, (part) => source.slice(part.start, part.end)));
    Object.values(node).forEach(visit);
  };
  visit(parseSync('source.ts', source).program.body);
  return found;
}

function mutationsOfNode(node, textOf) {
  const instead = ({ start, end }, text) => [{ start, end, text }];
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression': {
      if (node.operator === '??') return instead(node, textOf(node.right));
      const other = OPERATORS.get(node.operator);
      if (other === undefined) return [];
      // Between both stand the operator and, perhaps, brackets.
      const start = node.left.end + textOf({ start: node.left.end, end: node.right.start }).indexOf(node.operator);
      return instead({ start, end: start + node.operator.length }, other);
    }
    case 'UnaryExpression':
      return node.operator === '!' ? instead(node, `(${textOf(node.argument)})`) : [];
    case 'Literal':
      if (typeof node.value === 'boolean') return instead(node, String(!node.value));
      return typeof node.value === 'number' ? instead(node, String(node.value + 1)) : [];
    case 'IfStatement':
    case 'ConditionalExpression':
      return instead(node.test, `!(${textOf(node.test)})`);
    case 'ExpressionStatement':
      return isCall(node.expression) ? instead(node, ';') : [];
    case 'CallExpression':
      return mutationsOfCall(node, textOf, instead);
    default:
      return [];
  }
}

function mutationsOfCall({ callee, ...node }, textOf, instead) {
  if (callee.type !== 'MemberExpression') return [];
  const other = METHODS.get(callee.property.name);
  if (other !== undefined) return instead(callee.property, other);
  return callee.property.name === 'filter' ? instead(node, textOf(callee.object)) : [];
}

function isCall(expression) {
  return (expression.type === 'AwaitExpression' ? expression.argument : expression).type === 'CallExpression';
}

/** `count` of them, each once. */
export function sample(all, count, seed) {
  const rest = [...all];
  const random = makeRandom(seed);
  return Array.from({ length: Math.min(count, rest.length) }, () => {
    const [chosen] = rest.splice(Math.floor(random() * rest.length), 1);
    return chosen;
  });
}

function filesOf(copy, only) {
  const all = FOLDERS.flatMap((folder) =>
    readdirSync(join(copy, folder), { recursive: true }).map((file) => `${folder}/${file}`),
  );
  return all.filter((file) => /(?<!\.test)\.ts$/.test(file) && file.startsWith(only)).sort();
}

/** What a newcomer would run: the tests of a part of the engine, of a kind of step, or of a capability. */
function testsBeside(copy, file) {
  const [source, area, part, kind] = file.split('/');
  const isFolder = (name) => name !== undefined && !name.endsWith('.ts');
  if (isFolder(part)) return [`${source}/${area}/${part}/${part === 'steps' && isFolder(kind) ? `${kind}/` : ''}`];
  const here = readdirSync(join(copy, source, area)).filter((name) => name.endsWith('.test.ts'));
  return here.map((name) => `${source}/${area}/${name}`);
}

function fails(copy, folders) {
  const args = ['run', '--project', 'unit', '--bail', '1', '--passWithNoTests', ...folders];
  const child = spawn(join(copy, 'node_modules/.bin/vitest'), args, { cwd: copy, stdio: 'ignore' });
  return new Promise((done) => child.on('exit', (code) => done(code !== 0)));
}

/** Whether a unit test of these folders fails with it. */
async function isCaught(copy, folders, { file, start, end, text }) {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  writeFileSync(path, source.slice(0, start) + text + source.slice(end));
  try {
    return await fails(copy, folders);
  } finally {
    writeFileSync(path, source);
  }
}

/** Those that no test notices, told one by one. */
async function survivorsOf(copy, mutations, foldersOf) {
  const survivors = [];
  for (const [index, mutation] of mutations.entries()) {
    const caught = await isCaught(copy, foldersOf(mutation), mutation);
    if (!caught) survivors.push(mutation);
    say(`${index + 1}/${mutations.length} ${caught ? 'caught  ' : 'SURVIVES'} ${told(copy, mutation)}`);
  }
  return survivors;
}

function told(copy, { file, start, end, text }) {
  const source = readFileSync(join(copy, file), 'utf8');
  const line = source.slice(0, start).split('\n').length;
  const short = (words) => words.replace(/\s+/g, ' ').slice(0, 100);
  return `${file}:${line}  ${short(source.slice(start, end))}  ->  ${short(text)}`;
}

function say(line) {
  process.stdout.write(`${line}\n`);
}

async function main() {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: '60' },
      only: { type: 'string', default: 'src/' },
    },
  });
  const tryAll = async (copy) => {
    const all = filesOf(copy, values.only).flatMap((file) =>
      mutationsOf(readFileSync(join(copy, file), 'utf8')).map((mutation) => ({ file, ...mutation })),
    );
    const chosen = sample(all, Number(values.count), Number(values.seed));
    say(`${all.length} changes are possible; ${chosen.length} are tried, seed ${values.seed}.`);
    const survivors = await survivorsOf(copy, chosen, ({ file }) => testsBeside(copy, file));
    say(`By the tests of their folder: ${chosen.length - survivors.length} of ${chosen.length} are caught.`);
    const last = await survivorsOf(copy, survivors, () => FOLDERS);
    say(`By those of ${FOLDERS.join(' and ')}: ${chosen.length - last.length} of ${chosen.length}.`);
    return survivors.length <= (1 - GOAL) * chosen.length;
  };
  process.exitCode = (await withCheckout('HEAD', tryAll, { sharing: ['dist'] })) ? 0 : 1;
}

if (process.argv[1] !== undefined && fileURLToPath(import.meta.url) === process.argv[1]) await main();
