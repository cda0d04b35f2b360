/** The server of a system, as a process of its own: its specification and seed are its arguments, its address goes to stdout. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { QueueModel } from './queue-model.ts';
import { Recorder } from './recorder.ts';
import type { ServerSpec } from './server-spec.ts';

const [given = '{}', seed = '1'] = process.argv.slice(2);
const spec = JSON.parse(given) as ServerSpec;
const model = new QueueModel(spec, Number(seed));
const recorder = new Recorder();
let inFlight = 0;

/** Keeps the only processor busy. */
function burn(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

const BODY = JSON.stringify({ ok: true, items: 'x'.repeat(200) });
const ERROR_BODY = JSON.stringify({ ok: false, error: 'stock is being counted' });

/** In eight pieces over so long. */
function trickle(response: ServerResponse, ms: number): void {
  let piece = 0;
  const timer = setInterval(() => {
    piece += 1;
    if (piece < 8) response.write(piece === 1 ? `{"ok":true,"items":"` : 'x'.repeat(100));
    else {
      clearInterval(timer);
      response.end(`"}`);
    }
  }, ms / 8);
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (url.pathname === '/truth') {
    response.end(JSON.stringify(recorder.truth()));
    return;
  }
  const began = performance.now();
  const outcome = model.arrive(began, { path: url.pathname, key: url.searchParams.get('key') ?? '' }, inFlight);
  recorder.arrived(inFlight + 1);
  if (outcome.how === 'reset') {
    recorder.failed();
    // k6 sends a request again whose connection is reset before any of the answer came.
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.write('{', () => request.socket.resetAndDestroy());
    return;
  }
  if (outcome.how === 'hangs') {
    recorder.failed();
    return;
  }
  inFlight += 1;
  request.resume();
  const answer = () => {
    if (spec.cpuMs) burn(spec.cpuMs);
    inFlight -= 1;
    const now = performance.now();
    recorder.answered(outcome, now - (spec.cpuMs ?? 0), began);
    if (response.destroyed) return;
    response.statusCode = outcome.status;
    response.setHeader('Content-Type', 'application/json');
    if (outcome.status === 429) response.setHeader('Retry-After', '1');
    if (spec.closes) response.setHeader('Connection', 'close');
    if (spec.payloadMs && outcome.status === 200) trickle(response, spec.payloadMs);
    else response.end(outcome.hasErrorBody ? ERROR_BODY : outcome.status === 200 ? BODY : '{"ok":false}');
  };
  const due = outcome.doneMs - began;
  if (due <= 0) answer();
  else setTimeout(answer, due);
});
// A hanging request is the script's to give up.
server.requestTimeout = 0;
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
