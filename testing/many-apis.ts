import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chance } from './reference-runners.ts';
import { CSV_HEADER, csvLine, type ReferenceSample, request } from './reference-samples.ts';

/** For tests of large reports: raw samples of many APIs, each with figures of its own. */

const SECONDS = 240;

function samplesOf(api: number): ReferenceSample[] {
  const random = chance(api + 1);
  return Array.from({ length: SECONDS * 3 }, (_, number) => {
    const atMs = number * 333;
    const good = random() > 0.01;
    const own = { group: '', scenario: 'load_test' };
    const tags = { ...own, name: `GET /v1/part-${api}/${number % 3}`, status: good ? '200' : '503' };
    return [
      ...request(atMs, 5 + api + 200 * random() ** 6, { ...tags, expected_response: String(good) }),
      { metric: 'checks', atMs, value: good ? 1 : 0, tags: { ...own, check: `status of ${api}` } },
      { metric: 'iterations', atMs, value: 1, tags: own },
      { metric: 'vus', atMs, value: 1 + Math.floor(20 * random()), tags: {} },
    ];
  }).flat();
}

/** Writes a CSV for each API into a folder: their paths. */
export function writeManyApis(folder: string, apis: number): string[] {
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: apis }, (_, api) => {
    const file = join(folder, `api-${api}.csv`);
    writeFileSync(file, [CSV_HEADER, ...samplesOf(api).map(csvLine), ''].join('\n'));
    return file;
  });
}
