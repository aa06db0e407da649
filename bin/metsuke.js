#!/usr/bin/env node
// Syntax that old versions of Node can read, so that they get a sentence instead of a SyntaxError.
import { existsSync, readFileSync } from 'fs';
import * as nodeModule from 'module';

const packageJson = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const oldestNode = packageJson.engines.node.replace('>=', '');

function isTooOld(version) {
  const parts = version.split('.').map(Number);
  const oldest = oldestNode.split('.').map(Number);
  return parts[0] < oldest[0] || (parts[0] === oldest[0] && parts[1] < oldest[1]);
}

function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}

function start(argv) {
  if (isTooOld(process.versions.node)) {
    return stop(`Metsuke needs Node.js ${oldestNode} or newer; this is ${process.versions.node}.`);
  }
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    return process.stdout.write(`${packageJson.version}\n`);
  }
  const main = new URL('../dist/cli/main.js', import.meta.url);
  if (!existsSync(main)) return stop('Metsuke is not built yet. Run: npm run build');

  // The AWS SDK warns about Node 20 on every first client.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  // Node 22.8 and newer keep compiled code between runs.
  if (nodeModule.enableCompileCache) nodeModule.enableCompileCache();
  return import(main.href).then((cli) =>
    cli.main(argv).then((exitCode) => {
      process.exitCode = exitCode;
    }),
  );
}

start(process.argv.slice(2));
