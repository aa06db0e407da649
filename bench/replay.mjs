// How long the emulator alone needs for the calls of a command: they are recorded on their way, then sent again by a
// client that does nothing else.
import { Agent, createServer, request } from 'node:http';

/** A proxy in front of the sandbox. `stop()` returns what went through it. */
export async function startRecorder(endpoint) {
  const agent = makeAgent();
  const calls = [];
  const server = createServer((incoming, outgoing) => {
    const chunks = [];
    incoming.on('data', (chunk) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method, url, rawHeaders } = incoming;
      const call = { method, url, headers: pairsOf(rawHeaders), body: Buffer.concat(chunks), began: performance.now() };
      calls.push(call);
      send(endpoint, call, agent).then(({ status, headers, body }) => {
        call.ended = performance.now();
        outgoing.writeHead(status, headers).end(body);
      });
    });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    endpoint: `http://127.0.0.1:${server.address().port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      agent.destroy();
      return withTriggers(calls);
    },
  };
}

/**
 * Sends recorded calls again, each as soon as the one has been answered that it waited for. Returns seconds.
 * New connections, as a new process has.
 */
export async function replay(endpoint, calls) {
  const agent = makeAgent();
  const started = performance.now();
  const answers = [];
  for (const [index, call] of calls.entries()) {
    const before = call.trigger === null ? Promise.resolve() : answers[call.trigger];
    answers[index] = before.then(() => send(endpoint, call, agent));
  }
  const statuses = (await Promise.all(answers)).map(({ status }) => status);
  const seconds = (performance.now() - started) / 1_000;
  agent.destroy();
  return { seconds, statuses };
}

/**
 * What a call waited for: the answer that came last before it was sent. (Of several that were waited for together, that
 * is the last one, so this asks for no more order than the command does.)
 */
function withTriggers(calls) {
  return calls.map((call) => {
    const before = calls
      .map((other, index) => ({ index, ended: other.ended }))
      .filter(({ ended }) => ended <= call.began);
    const last = before.reduce((best, one) => (best === null || one.ended > best.ended ? one : best), null);
    return { ...call, trigger: last?.index ?? null };
  });
}

function send(endpoint, { method, url, headers, body }, agent) {
  const { hostname, port } = new URL(endpoint);
  return new Promise((done, fail) => {
    // The signature covers the Host header: it stays as it was.
    const outgoing = request({ hostname, port, path: url, method, headers, agent, setHost: false }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) }));
    });
    outgoing.on('error', fail);
    outgoing.end(body);
  });
}

function makeAgent() {
  return new Agent({ keepAlive: true, maxSockets: 50 });
}

/** Node's flat list of names and values, without what belongs to one connection. */
function pairsOf(rawHeaders) {
  const pairs = {};
  for (let index = 0; index < rawHeaders.length; index += 2) pairs[rawHeaders[index]] = rawHeaders[index + 1];
  for (const name of Object.keys(pairs)) if (/^connection$/i.test(name)) delete pairs[name];
  return pairs;
}
