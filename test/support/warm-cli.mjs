// Runs command lines of the built program one after another in one process, which has loaded it once.
const [program] = process.argv.slice(2);
const { main } = await import(program);
// Each run listens once more.
for (const emitter of [process, process.stdout, process.stderr]) emitter.setMaxListeners(0);
const exit = process.exit.bind(process);
let result;

for (const name of ['stdout', 'stderr']) {
  process[name].write = (piece, encoding, callback) => {
    const text = typeof piece === 'string' ? piece : Buffer.from(piece).toString('utf8');
    result[name] += text;
    result.output += text;
    const written = typeof encoding === 'function' ? encoding : callback;
    if (written) process.nextTick(written);
    return true;
  };
}

// The program ends itself when it is interrupted or loses its output: the one after it gets a new process.
process.exit = (code = process.exitCode ?? 0) => {
  process.send({ ...result, code }, () => exit(code));
};

process.on('message', async ({ argv, folder, environment }) => {
  result = { stdout: '', stderr: '', output: '' };
  process.chdir(folder);
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
  const code = await main(argv);
  process.send({ ...result, code });
});
process.on('disconnect', () => exit(0));
process.send('ready');
