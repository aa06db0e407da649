// Draws demo.svg from what the tool really prints: node docs/assets/make-screenshot.mjs (after npm run build).
// A sandbox of its own is started in a temporary folder, governed, changed, and stopped.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = join(root, 'bin', 'metsuke.js');

// Colours on a dark window of its own: the same picture on light and dark pages.
const BACKGROUND = '#161b22';
const FOREGROUND = '#e6edf3';
const COLORS = { 31: '#ff7b72', 32: '#7ee787', 33: '#e3b341', 36: '#79c0ff' };
const DIM = '#8b949e';
const CELL = { width: 7.83, height: 19 };
const MARGIN = { left: 22, top: 56, bottom: 20 };

const folder = mkdtempSync(join(tmpdir(), 'metsuke-screenshot-'));
try {
  cpSync(join(root, 'examples', 'demo'), folder, { recursive: true });
  metsuke(['sandbox', 'up', '--organization', 'organization.yaml']);
  const environment = JSON.parse(metsuke(['sandbox', 'env', '--json']).stdout);
  const screen = [...show(['plan'], environment), '', ...show(['apply', '--yes'], environment, lastLine), ''];
  change('retentionDays: 365', 'retentionDays: 730');
  screen.push("$ sed -i 's/retentionDays: 365/retentionDays: 730/' metsuke.yaml", ...show(['plan'], environment));
  writeFileSync(fileURLToPath(new URL('demo.svg', import.meta.url)), draw(screen));
} finally {
  metsuke(['sandbox', 'down']);
  rmSync(folder, { recursive: true, force: true });
}

function metsuke(parameters, environment = {}) {
  const env = { ...process.env, ...environment, FORCE_COLOR: '1' };
  delete env.NO_COLOR;
  delete env.AWS_PROFILE;
  delete env.AWS_SESSION_TOKEN;
  const result = spawnSync(process.execPath, [cli, ...parameters], { cwd: folder, env, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`metsuke ${parameters.join(' ')}: ${result.stderr}`);
  return result;
}

function show(parameters, environment, pick = ({ stdout }) => stdout.trimEnd().split('\n')) {
  return [`$ metsuke ${parameters.join(' ')}`, ...pick(metsuke(parameters, environment))];
}

/** What apply says in the end; before it stand the plan, shown already, and a line for each step. */
function lastLine({ stderr }) {
  return stderr.trimEnd().split('\n').slice(-1);
}

function change(from, to) {
  const file = join(folder, 'metsuke.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
}

function draw(lines) {
  const columns = Math.max(...lines.map((line) => plain(line).length));
  const width = Math.ceil(columns * CELL.width + 2 * MARGIN.left);
  const height = MARGIN.top + lines.length * CELL.height + MARGIN.bottom;
  const text = lines.map((line, index) => drawLine(line, MARGIN.top + (index + 0.7) * CELL.height));
  const dots = ['#ff5f57', '#febc2e', '#28c840'].map(
    (color, index) => `<circle cx="${24 + index * 20}" cy="24" r="6" fill="${color}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    '<title>metsuke plan and apply on the organization of the demo</title>',
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10" fill="${BACKGROUND}" stroke="#30363d"/>`,
    ...dots,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13" fill="${FOREGROUND}" xml:space="preserve" style="white-space: pre">`,
    ...text,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function drawLine(line, y) {
  if (line === '') return '';
  const spans = line.startsWith('$ ') ? [{ text: line, fill: COLORS[36] }] : parse(line);
  const body = spans.map(({ text, ...style }) => `<tspan${attributes(style)}>${escape(text)}</tspan>`).join('');
  const length = (plain(line).length * CELL.width).toFixed(1);
  return `<text x="${MARGIN.left}" y="${y.toFixed(1)}" textLength="${length}">${body}</text>`;
}

/** The few codes that picocolors uses: colours, bold, dim, and their ends. */
function parse(line) {
  const spans = [];
  let style = {};
  for (const part of line.split(/(\x1b\[\d+m)/)) {
    const code = /^\x1b\[(\d+)m$/.exec(part)?.[1];
    if (code === undefined) {
      if (part !== '') spans.push({ text: part, ...style });
    } else if (code === '1') style = { ...style, weight: 'bold' };
    else if (code === '2') style = { ...style, fill: DIM };
    else if (code === '22') style = { fill: style.fill === DIM ? undefined : style.fill };
    else style = { weight: style.weight, fill: COLORS[code] };
  }
  return spans;
}

function attributes({ fill, weight }) {
  return `${fill ? ` fill="${fill}"` : ''}${weight ? ` font-weight="${weight}"` : ''}`;
}

function plain(line) {
  return line.replace(/\x1b\[\d+m/g, '');
}

function escape(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
