// Runs one Lambda function: a line of JSON on stdin is an invocation, lines of JSON on another descriptor are what comes
// of it. Started by runtime.py with the function's environment; leaves when stdin ends, and takes the code's folder with it.
'use strict';
const { existsSync, rmSync, writeSync } = require('node:fs');
const { join } = require('node:path');
const { createInterface } = require('node:readline');
const { inspect, format } = require('node:util');

const ROOT = process.env.LAMBDA_TASK_ROOT;
const ANSWERS = Number(process.env.METSUKE_ANSWERS);
delete process.env.METSUKE_ANSWERS;
let current = null; // id of the invocation that runs now

const tell = (message) => writeSync(ANSWERS, `${JSON.stringify(message)}\n`);
const log = (level, text) => tell({ kind: 'log', id: current, level, text });

for (const [method, level] of [['log', 'INFO'], ['info', 'INFO'], ['warn', 'WARN'], ['error', 'ERROR'], ['debug', 'DEBUG'], ['trace', 'TRACE']]) {
  console[method] = (...values) => log(level, format(...values));
}
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (text, encoding, done) => {
    log('', String(text).replace(/\n$/, ''));
    const callback = typeof encoding === 'function' ? encoding : done;
    if (callback) process.nextTick(callback);
    return true;
  };
}

const describe = (error) =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: String(error.stack ?? '').split('\n') }
    : { errorType: typeof error, errorMessage: typeof error === 'string' ? error : inspect(error) };

const die = (error) => {
  tell({ kind: 'died', id: current, error: describe(error) });
  process.exit(1);
};
process.on('uncaughtException', die);
process.on('unhandledRejection', die);
process.on('exit', () => rmSync(ROOT, { recursive: true, force: true }));

async function load() {
  const [file, name] = process.env._HANDLER.split(/\.(?=[^.]*$)/);
  const found = ['.js', '.cjs', '.mjs'].map((ending) => join(ROOT, file + ending)).find((path) => existsSync(path));
  if (found === undefined) throw Object.assign(new Error(`Cannot find module '${file}'`), { name: 'Runtime.ImportModuleError' });
  const module = found.endsWith('.mjs') ? await import(found) : require(found);
  if (typeof module[name] !== 'function') {
    throw Object.assign(new Error(`${process.env._HANDLER} is undefined or not exported`), { name: 'Runtime.HandlerNotFound' });
  }
  return module[name];
}

const handler = load();
const loaded = () => tell({ kind: 'loaded' });
handler.then(loaded, loaded); // what went wrong is told with the first invocation

async function invoke({ id, event, deadline, arn }) {
  current = id;
  try {
    const run = await handler;
    const context = {
      awsRequestId: id, invokedFunctionArn: arn, functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
      functionVersion: '$LATEST', memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
      logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME, logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
      callbackWaitsForEmptyEventLoop: true, getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    };
    const result = await new Promise((resolve, reject) => {
      const answer = run(event, context, (error, value) => (error ? reject(error) : resolve(value)));
      if (answer && typeof answer.then === 'function') answer.then(resolve, reject);
      else if (run.length < 3) resolve(answer);
    });
    tell({ kind: 'done', id, result: result === undefined ? null : result });
  } catch (error) {
    log('ERROR', `Invoke Error \t${JSON.stringify({ ...describe(error), stack: describe(error).trace })}`);
    tell({ kind: 'failed', id, error: describe(error) });
  }
}

createInterface({ input: process.stdin }).on('line', (line) => invoke(JSON.parse(line))).on('close', () => process.exit(0));
