import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PlannedScenario } from '../../reports/model/plan.ts';
import { cliWords } from '../../reports/words/cli.ts';
import { Terminal } from '../terminal.ts';
import { liveStatus } from './live-status.ts';

/** A stand-in for k6's REST server that answers when it is told to. */
const server = createServer((request, response) => waiting.push({ path: request.url ?? '', response }));
let waiting: { path: string; response: ServerResponse }[] = [];
let written: string[] = [];

beforeEach(async () => {
  waiting = [];
  written = [];
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const length = { startMs: 0, durationMs: 91_000 };
const LEVEL: PlannedScenario = {
  ...{ ...length, name: 'a', executor: 'constant-vus', model: 'closed' },
  ramps: [{ durationMs: 91_000, from: 10, to: 10 }],
};
const COUNTED: PlannedScenario = {
  ...{ ...length, name: 'b', executor: 'shared-iterations', model: 'iterations', iterations: 1200, vus: 10 },
};

function start(isTTY = true, planned: readonly PlannedScenario[] = [LEVEL]) {
  const terminal = new Terminal({ isTTY, columns: 80, write: (text) => written.push(text) });
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return liveStatus(terminal, cliWords('en'), planned, [address]);
}

/** Answers one reading: both counters, as k6 does. */
async function answer(counts: Readonly<Record<string, number>>): Promise<void> {
  await vi.waitFor(() => expect(waiting).toHaveLength(2));
  for (const { path, response } of waiting.splice(0)) {
    const count = counts[path.replace('/v1/metrics/', '')];
    if (count === undefined) response.writeHead(404).end();
    else response.end(JSON.stringify({ data: { attributes: { sample: { count } } } }));
  }
}

test('shows what k6 answers: requests per second since the reading before, and drops', async () => {
  const status = start();
  status.show({ elapsedSec: 1, activeVus: 10, iterations: 0 });
  await answer({ http_reqs: 100 });
  await vi.waitFor(() => expect(written.at(-1)).toBe('0:01/1:31 · VUs 10 · TPS 100.0'));
  status.show({ elapsedSec: 3, activeVus: 1200, iterations: 90 });
  await answer({ http_reqs: 400, dropped_iterations: 1234 });
  await vi.waitFor(() => expect(written.at(-1)).toBe('0:03/1:31 · VUs 1,200 · TPS 150.0 · dropped 1,234'));
  status.end();
});

test('behind the planned end it says what is waited for', async () => {
  const status = start();
  status.show({ elapsedSec: 91, activeVus: 10, iterations: 0 });
  await answer({ http_reqs: 100 });
  await vi.waitFor(() => expect(written.at(-1)).toBe('1:31/1:31 · VUs 10 · TPS 1.1'));
  status.show({ elapsedSec: 93, activeVus: 3, iterations: 0 });
  await answer({ http_reqs: 110 });
  await vi.waitFor(() => expect(written.at(-1)).toBe('1:33 draining · VUs 3 · TPS 5.0'));
  status.end();
});

test('the limit of a number of iterations is no length: how many of them are done is told instead', async () => {
  const status = start(true, [COUNTED]);
  status.show({ elapsedSec: 1, activeVus: 10, iterations: 40 });
  await answer({ http_reqs: 100 });
  await vi.waitFor(() => expect(written.at(-1)).toBe('0:01 · iterations 40/1,200 · VUs 10 · TPS 100.0'));
  status.end();
  const both = start(true, [COUNTED, { ...LEVEL, startMs: 9000 }]);
  both.show({ elapsedSec: 1, activeVus: 10, iterations: 40 });
  await answer({ http_reqs: 100 });
  await vi.waitFor(() => expect(written.at(-1)).toBe('0:01/1:40 · VUs 10 · TPS 100.0'));
  both.end();
});

test('an answer that comes after the end does not bring the line back', async () => {
  const status = start();
  status.show({ elapsedSec: 1, activeVus: 10, iterations: 0 });
  await vi.waitFor(() => expect(waiting).toHaveLength(2));
  status.end();
  const closed = Promise.all(waiting.map(({ response }) => new Promise((resolve) => response.once('close', resolve))));
  await answer({ http_reqs: 100 });
  await closed;
  // The client has its answer by now; one more turn lets it be dealt with.
  await new Promise((resolve) => setImmediate(resolve));
  expect(written).toEqual([]);
});

test('without a terminal a line of its own every 10 s, of the requests since the one before', async () => {
  const status = start(false);
  for (const elapsedSec of [1, 5, 9.9]) status.show({ elapsedSec, activeVus: 10, iterations: 0 });
  status.show({ elapsedSec: 10, activeVus: 10, iterations: 0 });
  await answer({ http_reqs: 1000 });
  await vi.waitFor(() => expect(written).toEqual(['  0:10/1:31 · VUs 10 · TPS 100.0\n']));
  for (const elapsedSec of [11, 19]) status.show({ elapsedSec, activeVus: 10, iterations: 0 });
  status.show({ elapsedSec: 20, activeVus: 12, iterations: 0 });
  await answer({ http_reqs: 3000, dropped_iterations: 4 });
  await vi.waitFor(() => expect(written).toHaveLength(2));
  status.end();
  expect(written[1]).toBe('  0:20/1:31 · VUs 12 · TPS 200.0 · dropped 4\n');
  expect(waiting).toEqual([]);
});
