import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { baselineOf } from '../reports/analyse/baseline.ts';
import { ROOT } from '../scripts/paths.ts';
import { bytesOf, recordings } from './reference-formats.ts';

/** Sound inputs of every kind, for tests that harm them. */

export interface Example {
  /** Where it lies in its folder. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** A folder that is laid around it. */
  readonly around?: string;
}

export const fixture = (...parts: readonly string[]) => join(ROOT, 'fixtures', ...parts);
export const text = (file: string, content: string): Example => ({ file, bytes: Buffer.from(content) });
export const recorded = (pattern: RegExp, file: string): Example[] =>
  recordings.filter(({ path }) => pattern.test(path)).map((one) => ({ file, bytes: bytesOf(one) }));
export const filesOf = (folder: string, pattern: RegExp, file: string): Example[] =>
  readdirSync(fixture(folder))
    .filter((name) => pattern.test(name))
    .map((name) => ({ file, bytes: readFileSync(fixture(folder, name)) }));

/** Of a run with more samples than a wrong line ends. */
export const packed = (name: string, file: string): Example => ({
  file,
  bytes: gunzipSync(readFileSync(fixture('runs', 'samples', name))),
});

/** A file of a run's folder, with the rest of it. */
export const inFolder = (name: string, ...folders: readonly string[]): Example[] =>
  folders.map((folder) => ({
    file: join('run', name),
    bytes: readFileSync(fixture('runs', folder, name)),
    around: fixture('runs', folder),
  }));

export const SLO = `default:
  p95: 1s
  failed: "<1%"
scenarios:
  peak_test:
    p99: 2s
    delivered: ">=95%"
get-balance:
  tps: ">=100"
  checks:
    getBalance status is 200: 0%
`;

export const NOTES = `# 의견

- p95가 **35.36ms**에서 12.1% 늘었습니다. 목표는 \`p(95)<200\`입니다.

| 시각 | 값 |
| --- | ---: |
| 12:00 | 3,500 |

> 인용 [링크](https://example.com) ![그림](a.png)
`;

/** Folders of runs on the reference shop. */
export const BALANCE = fixture('runs', 'seed-all', 'get-balance');
export const ORDER = fixture('runs', 'seed-all', 'place-order');

/** A run whose time is known, without samples of its own. */
const RECORDED = fixture('runs', 'own-scripts', 'stages');

/** In a copy of a run's folder, which keeps what was asked for. */
export const besideRun = (file: string, content: string): Example => ({
  ...text(join('run', file), content),
  around: RECORDED,
});

const startedMs = (): number => {
  const { startedAt } = JSON.parse(readFileSync(join(RECORDED, 'run.json'), 'utf8')) as { startedAt: string };
  return Date.parse(startedAt);
};

/** Within the time of the recorded run. */
const METRICS = [0, 1, 2, 3, 4].map((second) => ({ atMs: startedMs() + second * 1000, value: 0.5 * second }));
export const METRICS_CSV = METRICS.flatMap(({ atMs, value }) => [
  `${new Date(atMs).toISOString()},cpu,${value}`,
  `${new Date(atMs).toISOString()},"pool, active",${value * 8}`,
]);
export const SOUND_ANSWER = JSON.stringify({
  status: 'success',
  data: {
    resultType: 'matrix',
    result: [
      {
        metric: { __name__: 'up', instance: 'a' },
        values: METRICS.map(({ atMs, value }) => [atMs / 1000, String(value)]),
      },
    ],
  },
});

export const baselineFrom = (runs: Parameters<typeof baselineOf>[0]): Example =>
  text('get-balance.json', JSON.stringify(baselineOf(runs)));

export const templates = (): Example[] =>
  readdirSync(join(ROOT, 'templates', 'ko')).map((name) => ({
    file: join('own', name),
    bytes: readFileSync(join(ROOT, 'templates', 'ko', name)),
  }));
