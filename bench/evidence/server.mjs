// Stands in for S3 and CloudTrail on this machine, answering every request after a delay: node server.mjs LOGS KILOBYTES
// Prints its port once; the delay is set with PUT /delay?milliseconds=25.
import { createServer } from 'node:http';
import { BUCKET, makeArchive } from './archive.mjs';

const archive = await makeArchive({ logs: Number(process.argv[2]), rawKilobytes: Number(process.argv[3]) });
const keys = [...archive.objects.keys()].sort();
let delay = 0;

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://loopback');
  if (url.pathname === '/delay') {
    delay = Number(url.searchParams.get('milliseconds'));
    return response.end();
  }
  request.resume().on('end', () => {
    if (delay === 0) answer(request, url, response);
    else setTimeout(() => answer(request, url, response), delay);
  });
});
server.keepAliveTimeout = 60_000;

function answer(request, url, response) {
  const target = request.headers['x-amz-target'] ?? '';
  if (target.endsWith('ListPublicKeys'))
    return send(response, 'application/x-amz-json-1.1', JSON.stringify(archive.publicKeys));
  const [, bucket, ...rest] = decodeURIComponent(url.pathname).split('/');
  const key = rest.join('/');
  if (bucket !== BUCKET) return fail(response, 'NoSuchBucket');
  if (key !== '') return sendObject(response, archive.objects.get(key));
  if (url.searchParams.has('location')) {
    return send(response, 'application/xml', '<LocationConstraint>ap-northeast-1</LocationConstraint>');
  }
  return send(response, 'application/xml', list(url.searchParams));
}

function list(query) {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const after = query.get('continuation-token') ?? query.get('start-after') ?? query.get('marker') ?? '';
  const found = [];
  const folders = new Set();
  let next = null;
  for (const key of keys) {
    if (!key.startsWith(prefix) || key <= after) continue;
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (end >= 0) folders.add(key.slice(0, end + 1));
    else if (found.length === 1_000) {
      next = found.at(-1);
      break;
    } else found.push(key);
  }
  const contents = found.map((key) => {
    const size = archive.objects.get(key).body.length;
    return `<Contents><Key>${key}</Key><LastModified>2026-10-20T00:00:00.000Z</LastModified><ETag>"0"</ETag><Size>${size}</Size></Contents>`;
  });
  const prefixes = [...folders].map((folder) => `<CommonPrefixes><Prefix>${folder}</Prefix></CommonPrefixes>`);
  const more =
    next === null ? '' : `<NextContinuationToken>${next}</NextContinuationToken><NextMarker>${next}</NextMarker>`;
  return `<ListBucketResult><Name>${BUCKET}</Name><IsTruncated>${next !== null}</IsTruncated>${more}${contents.join('')}${prefixes.join('')}</ListBucketResult>`;
}

function sendObject(response, object) {
  if (object === undefined) return fail(response, 'NoSuchKey');
  for (const [name, value] of Object.entries(object.metadata)) response.setHeader(`x-amz-meta-${name}`, value);
  response.setHeader('ETag', '"0"');
  return send(response, 'binary/octet-stream', object.body);
}

function send(response, type, body) {
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Length', Buffer.byteLength(body));
  response.end(body);
}

function fail(response, code) {
  response.statusCode = 404;
  return send(response, 'application/xml', `<Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}

server.listen(0, '127.0.0.1', () => {
  const { objects, rawBytes, from, to } = archive;
  process.stdout.write(
    `${JSON.stringify({ port: server.address().port, objects: objects.size, rawBytes, from, to })}\n`,
  );
});
