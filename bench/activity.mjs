import { build } from 'esbuild';
import { root } from './sandbox.mjs';

const FOLDER = 'src/sandbox/activity';
const MODULES = ['digests', 'signing-key', 'ordinary', 'planted', 'plant'];

/** What the sandbox makes up events and digests with: TypeScript, which Node.js 20 does not read. */
export async function loadActivity() {
  const contents = MODULES.map((name) => `export * from './${FOLDER}/${name}.ts';`).join('\n');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
