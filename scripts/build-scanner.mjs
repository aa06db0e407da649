// node scripts/build-scanner.mjs: compiles assembly/cloudtrail to WebAssembly and puts it as text into src, so that it is there
// wherever the code runs: in tests, in the bundle, in a worker. A test says when it has been forgotten.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = `${root}src/archive/cloudtrail/scanner-wasm.ts`;

export async function compileScanner() {
  const options = ['--runtime', 'stub', '--enable', 'simd', '-O3', '--noAssert', '--converge'];
  const { error, stderr, binary } = await compile(['assembly/cloudtrail/index.ts', '--baseDir', root, ...options]);
  if (error) throw new Error(`The scanner does not compile.\n${stderr}`);
  return Buffer.from(binary).toString('base64');
}

async function compile(args) {
  let binary;
  const { error, stderr } = await asc.main([...args, '--outFile', 'scanner.wasm'], {
    writeFile: (_, contents) => {
      binary = contents;
    },
  });
  return { error, stderr: stderr.toString(), binary };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const base64 = await compileScanner();
  const lines = base64.match(/.{1,110}/g).map((line) => `  '${line}',`);
  const text = [
    '// Made by scripts/build-scanner.mjs from assembly/cloudtrail. Do not edit.',
    'const LINES = [',
    ...lines,
    '];',
    '',
    "export const SCANNER = Buffer.from(LINES.join(''), 'base64');",
    '',
  ];
  writeFileSync(target, text.join('\n'));
  process.stdout.write(`scanner: ${Math.round((base64.length * 3) / 4)} bytes of WebAssembly\n`);
}
