// Runs command lines of the built program one after another in one process, which has loaded it once, and prints what each
// wrote: a start of the program for each of hundreds would take minutes.
import { readFileSync } from 'node:fs';

const [program] = process.argv.slice(2);
const { main } = await import(program);
const commands = JSON.parse(readFileSync(0, 'utf8'));
const write = process.stdout.write.bind(process.stdout);
// Each run listens once more.
for (const emitter of [process, process.stdout, process.stderr]) emitter.setMaxListeners(0);

const results = [];
for (const argv of commands) {
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) {
    process[name].write = (text) => {
      written[name] += text;
      return true;
    };
  }
  const code = await main(argv);
  results.push({ code, ...written });
}
write(JSON.stringify(results), () => process.exit(0));
