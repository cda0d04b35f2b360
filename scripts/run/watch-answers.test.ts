import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { EndedBy } from '../../reports/model/record.ts';
import { until } from '../../testing/run-buha.ts';
import { watchAnswers } from './watch-answers.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** What k6's REST server tells at one look. */
interface Told {
  readonly vus: number;
  /** The metric of that name. */
  readonly counted?: number;
  readonly requests?: number;
  readonly failedRatio?: number;
  readonly iterations?: number;
}

/** A REST server like k6's, whose figures go on by one of `told` with each look and stay at the last. */
async function k6Telling(told: readonly Told[]) {
  let looks = 0;
  const now = () => told[Math.min(looks, told.length) - 1] ?? { vus: 0 };
  const entry = (id: string, sample: object) => ({ type: 'metrics', id, attributes: { sample } });
  const all = () => {
    const { requests, failedRatio, iterations, counted = 0 } = now();
    return [
      // It is of the second before.
      entry('vus', { value: counted }),
      ...(requests === undefined
        ? []
        : [entry('http_reqs', { count: requests }), entry('http_req_failed', { rate: failedRatio })]),
      ...(iterations === undefined ? [] : [entry('iterations', { count: iterations })]),
    ];
  };
  const listening = createServer(({ url = '' }, response) => {
    if (url === '/v1/metrics') looks += 1;
    const data = url === '/v1/status' ? { attributes: { vus: now().vus } } : all();
    response.end(JSON.stringify({ data }));
  });
  servers.push(listening);
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return { address: `127.0.0.1:${(listening.address() as AddressInfo).port}`, looks: () => looks };
}

/** What ended a run of which k6 told this; undefined where nothing did within some looks more than that. */
async function endOf(told: readonly Told[]): Promise<EndedBy | undefined> {
  const k6 = await k6Telling(told);
  const ends: EndedBy[] = [];
  let last = -1;
  const stop = watchAnswers({
    ...{ address: k6.address, pid: undefined, giveUp: { afterMs: 30_000, isGiven: false } },
    onEnd: (endedBy) => ends.push(endedBy),
  });
  // Who has seen a success asks no more.
  let sameSince = performance.now();
  const isQuiet = () => {
    if (k6.looks() !== last) {
      last = k6.looks();
      sameSince = performance.now();
    }
    return last > 0 && performance.now() - sameSince > 1500;
  };
  await until(
    () => ends.length > 0 || isQuiet() || k6.looks() > told.length + 1,
    'the watch has made up its mind',
    8000,
  );
  stop();
  return ends[0];
}

const good = { vus: 20, requests: 400, failedRatio: 0, iterations: 380 };
const dead = { vus: 20, counted: 20, requests: 480, failedRatio: 80 / 480, iterations: 460 };

test('k6 counts its users once a second: answers before that are those of the load', async () => {
  const begins = [
    [good, good],
    [{ vus: 0 }, good],
    [{ vus: 0 }, { vus: 20 }, good],
  ];
  expect(await Promise.all(begins.map((begin) => endOf([...begin, dead, dead])))).toEqual(begins.map(() => undefined));
});

test('a login of setup() that k6 counts only when the load has begun keeps no failing run going', async () => {
  const login = { requests: 1, failedRatio: 0 };
  const failing = (requests: number) => ({
    ...{ vus: 5, requests: requests + 1, failedRatio: requests / (requests + 1), iterations: requests },
  });
  expect(await endOf([{ vus: 0 }, { vus: 5 }, { vus: 5, ...login }, failing(60)])).toMatchObject({
    cause: 'first-answers',
  });
  expect(await endOf([{ vus: 0, ...login }, failing(5), failing(9), failing(80)])).toMatchObject({
    cause: 'first-answers',
  });
});
