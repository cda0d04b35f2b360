import { describe, expect, test } from 'vitest';
import { growthOf, LINEAR, textOf } from '../../testing/growth.ts';
import { PLACES } from '../../testing/hostile-texts.ts';
import { exportedJson } from '../../testing/k6-documents.ts';
import { fixture } from '../../testing/k6-text.ts';
import { sourceOf } from '../../testing/reference-formats.ts';
import { CSV_HEADER, csvLine, ndjsonLine, request } from '../../testing/reference-samples.ts';
import { readOutputs } from './read-outputs.ts';
import { parseServerMetrics } from './server-metrics.ts';
import { parseSlo } from './slo.ts';

const summary = await fixture('reference/get-balance.txt');

const goals = "  █ THRESHOLDS\n\n    http_req_failed\n    ✓ 'rate<0.05' rate=0.00%\n\n";
const excerpt = summary.split('\n').find((line) => line.includes('http_reqs...')) ?? '';

/** Reads whatever it is; what is wrong with it is said elsewhere. */
const read = (text: string) =>
  readOutputs(sourceOf(new TextEncoder().encode(text), 'x')).catch((fault: unknown) => {
    if (fault instanceof RangeError) throw fault;
  });

const trend = '{"type":"trend","contains":"time","values":{"avg":0,"p(95)":0},"thresholds":{"p(95)<5":{"ok":true}}}';
const sample = (at: number) =>
  request(at * 700, 20, { scenario: `s${at % 5}`, name: `GET /${at % 50}`, status: '200' });

describe('four times the input makes about four times the work', () => {
  test.each<[string, number, (length: number) => string]>([
    ['checks and metrics of a summary', 40_000, (length) => textOf(length, (at) => `✓ check ${at}\n`) + summary],
    ['sub-metrics', 40_000, (length) => `${summary}${textOf(length, (at) => `  { n:${at} }...: avg=1ms p(95)=2ms\n`)}`],
    ['one summary over and over', 300_000, (length) => textOf(length, () => `${goals}${summary}\n`)],
    [
      'excerpts of one summary, each with a goal of its own',
      40_000,
      (length) =>
        summary +
        textOf(
          length,
          (at) => `\`\`\`\n  █ THRESHOLDS\n    errors_${at}\n    ✓ 'rate<0.1' rate=0.00%\n${excerpt}\n\`\`\`\n`,
        ),
    ],
    [
      "k6's sentence about crossed thresholds",
      60_000,
      (length) =>
        summary + textOf(length, (at) => `level=error msg="thresholds on metrics 'm${at}' have been crossed"\n`),
    ],
    [
      'a log with prefixes',
      60_000,
      (length) =>
        textOf(length, (at) => `[pod/k6-${at % 9}] 10:00:${at % 60} running (${at}s), 1/1 VUs, ${at} complete\n`),
    ],
    [
      'a document with tables, code and several summaries',
      60_000,
      (length) => textOf(length, (at) => `## Test ${at}\n\n> quote\n\n| p95 | 10ms |\n\n\`\`\`\n${summary}\`\`\`\n\n`),
    ],
    [
      'braces that nothing closes, in and out of blocks',
      20_000,
      (length) =>
        `${textOf(length, () => '{\n"metrics": "http_reqs"\n')}\`\`\`\n${textOf(length, () => '{"metrics":\n')}`,
    ],
    [
      'summaries in JSON, each below its heading',
      60_000,
      (length) =>
        textOf(
          length,
          (at) =>
            `## Test ${at}\n\n\`\`\`json\n${JSON.stringify(exportedJson({ requests: 100 + at, p95: 22 }))}\n\`\`\`\n`,
        ),
    ],
    ['lines without anything', 400_000, (length) => summary + textOf(length, () => '\n') + summary],
    ['headings of nothing', 100_000, (length) => textOf(length, (at) => `## Test ${at}\n\n`) + summary],
    ['small blocks', 100_000, (length) => summary + textOf(length, () => '```\nx\n```\n')],
    [
      'entries of a log in JSON',
      100_000,
      (length) => textOf(length, (at) => `${JSON.stringify({ log: `line ${at}\n`, stream: 'stdout' })}\n`) + summary,
    ],
    ['lines in quotes', 100_000, (length) => textOf(length, (at) => `level=info msg="line ${at}"\n`) + summary],
    ['short lines', 8_000, (length) => textOf(length, () => '[\n')],
    ['CSV', 100_000, (length) => `${CSV_HEADER}\n${textOf(length, (at) => `${sample(at).map(csvLine).join('\n')}\n`)}`],
    ['NDJSON', 200_000, (length) => textOf(length, (at) => `${sample(at).map(ndjsonLine).join('\n')}\n`)],
    [
      'a JSON summary with thresholds',
      60_000,
      (length) =>
        `{"metrics":{${textOf(length, (at) => `"m${at}{scenario:s${at}}":${trend},`)}"iterations":${trend}},"root_group":{"groups":[],"checks":[]}}`,
    ],
    [
      'thresholds of one metric',
      30_000,
      (length) =>
        `{"metrics":{"m":{"type":"trend","values":{"avg":0},"thresholds":{${textOf(length, (at) => `"avg<${at}":{"ok":true},`)}"a":{"ok":true}}}},"root_group":{"groups":[],"checks":[]}}`,
    ],
  ])('%s', async (_what, length, make) => {
    expect(await growthOf(make, length, read)).toBeLessThanOrEqual(LINEAR);
  });

  test.each<[string, (length: number) => string]>([
    ['goals', (length) => textOf(length, (at) => `run-${at}: {p95: 300ms}\n`)],
    ['aliases', (length) => `x: &a {p95: 300ms}\n${textOf(length, (at) => `run-${at}: *a\n`)}`],
  ])('slo.yaml: %s', async (_what, make) => {
    expect(await growthOf(make, 4_000, (text) => parseSlo(text, 'slo.yaml'))).toBeLessThanOrEqual(LINEAR);
  });

  test('server metrics', async () => {
    const make = (length: number) =>
      `time,name,value\n${textOf(length, (at) => `2026-11-28T10:00:00Z,cpu ${at},${at}\n`)}`;
    expect(await growthOf(make, 40_000, (text) => parseServerMetrics(text, 'm.csv'))).toBeLessThanOrEqual(LINEAR);
  });
});

// All pieces in all places: `growth.hostile.test.ts`.
test.each([
  ['one line', '.'],
  ['a heading', ' '],
  ['a heading', '!['],
  ['a block of JSON', '\r'],
])('a line without end, %s of %j, is read once', async (place, piece) => {
  const make = (length: number) => PLACES[place]?.(piece, length, summary) ?? '';
  expect(await growthOf(make, 10_000, read)).toBeLessThanOrEqual(LINEAR);
});
