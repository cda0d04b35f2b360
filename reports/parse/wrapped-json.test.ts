import { describe, expect, test } from 'vitest';
import { handledJson, summaryText } from '../../testing/k6-documents.ts';
import { sourceOf } from '../../testing/reference-formats.ts';
import { CSV_HEADER, ndjsonLine, request } from '../../testing/reference-samples.ts';
import { BuhaError } from '../model/error.ts';
import { readOutputs } from './read-outputs.ts';

const read = (text: string) => readOutputs(sourceOf(new TextEncoder().encode(text), 'x.json'));

/** How many requests each run of a text had, with its name; or the fault. */
async function runsOf(text: string) {
  try {
    return (await read(text)).map(({ measured, heading }) => [measured.total.requests, heading]);
  } catch (fault) {
    return fault instanceof BuhaError ? { code: fault.code, ...fault.facts } : fault;
  }
}

const one = handledJson({ requests: 3500, p95: 120 });
const other = handledJson({ requests: 700, p95: 90 });
const json = JSON.stringify(one);
const pretty = JSON.stringify(one, null, 2);

/** Bytes as tools for looking at them show them. */
function dumped(text: string, how: 'xxd' | 'hexdump' | 'od' | 'od -c' | 'plain'): string {
  const hex = Buffer.from(text).toString('hex');
  if (how === 'plain') return hex.replaceAll(/.{60}/g, '$&\n');
  return (hex.match(/.{1,32}/g) ?? [])
    .map((row, at) => {
      const bytes = row.match(/../g) ?? [];
      const shown = Buffer.from(row, 'hex')
        .toString('latin1')
        .replaceAll(/[^ -~]/g, '.');
      const place = (at * 16).toString(how.startsWith('od') ? 8 : 16);
      if (how === 'xxd') return `${place.padStart(8, '0')}: ${row.replaceAll(/.{4}/g, '$& ')} ${shown}`;
      if (how === 'od -c') return `${place.padStart(7, '0')} ${[...shown].map((one) => one.padStart(3)).join(' ')}`;
      if (how === 'od') return `${place.padStart(7, '0')} ${bytes.join(' ')}`;
      return `${place.padStart(8, '0')}  ${bytes.join(' ')}  |${shown}|`;
    })
    .join('\n');
}

describe('a summary within something else is read', () => {
  test.each([
    ['a field', JSON.stringify({ data: one })],
    ['fields within each other', JSON.stringify({ response: { body: { k6: one } }, ok: true })],
    ['a list', JSON.stringify([one])],
    ['nothing but the metrics', JSON.stringify(one.metrics)],
    ['a text of JSON', JSON.stringify({ data: json })],
    ['one text', JSON.stringify(json)],
    ['a module', `module.exports = ${pretty};\n`],
    ['a constant', `export const data = ${json}`],
    ['a call', `callback(${pretty});`],
    ['quotes as HTML', pretty.replaceAll('"', '&#34;')],
    ['quotes as HTML, by name', json.replaceAll('"', '&quot;')],
    ['text whose line ends are letters', summaryText({ requests: 3500, p95: 120 }).replaceAll('\n', '\\n')],
    ['text with line ends of an editor', summaryText({ requests: 3500, p95: 120 }).replaceAll('\n', '\u2028')],
    ['a text in quotes', JSON.stringify(summaryText({ requests: 3500, p95: 120 }))],
    [
      "Loki's answer",
      JSON.stringify({
        data: {
          result: [
            {
              values: summaryText({ requests: 3500, p95: 120 })
                .split('\n')
                .map((line, at) => [String(1_700_000_000_000_000_000n + BigInt(at)), line])
                .toReversed(),
            },
          ],
        },
      }),
    ],
    [
      'lines behind a name in quotes',
      summaryText({ requests: 3500, p95: 120 })
        .split('\n')
        .map((line) => `Step #1 - "k6": ${line}`)
        .join('\n'),
    ],
  ])('%s', async (_where, text) => {
    expect(await runsOf(text)).toEqual([[3500, undefined]]);
  });

  test('several are several runs, called after their fields', async () => {
    expect(await runsOf(JSON.stringify({ before: one, after: { run: other } }))).toEqual([
      [3500, 'before'],
      [700, 'after › run'],
    ]);
    expect(await runsOf(JSON.stringify([one, other]))).toEqual([
      [3500, '#1'],
      [700, '#2'],
    ]);
  });

  test('figures that cannot be are none there either', async () => {
    const wrong = JSON.parse(json);
    wrong.metrics.http_reqs.values.count = -1;
    expect(await runsOf(JSON.stringify({ data: wrong }))).toMatchObject({ code: 'impossible-figures' });
  });
});

describe('what cannot be read is called what it is', () => {
  const samples = Array.from({ length: 40 }, (_, at) => request(at * 700, 20, { status: '200' }))
    .flat()
    .map(ndjsonLine);
  test.each([
    ['a list of samples', `[${samples.join(',')}]`, { code: 'samples-rewritten', how: 'list' }],
    ['a list with a sample on each line', `[${samples.join(',\n')}]`, { code: 'samples-rewritten', how: 'list' }],
    ['a field with samples', `{"points":[${samples.join(',')}]}`, { code: 'samples-rewritten', how: 'list' }],
    [
      'samples over several lines',
      samples.map((line) => JSON.stringify(JSON.parse(line), null, 2)).join('\n'),
      { code: 'samples-rewritten', how: 'lines' },
    ],
    ['an object as Python shows it', json.replaceAll('"', "'"), { code: 'not-json', line: 1 }],
    ['Base64', Buffer.from(json).toString('base64'), { code: 'not-k6-output', looksLike: 'base64' }],
    ['Base64 on lines', Buffer.from(json).toString('base64').replaceAll(/.{76}/g, '$&\n'), { looksLike: 'base64' }],
    ['what xxd shows', dumped(json, 'xxd'), { code: 'not-k6-output', looksLike: 'hex-dump' }],
    ['what hexdump shows', dumped(json, 'hexdump'), { looksLike: 'hex-dump' }],
    ['what od shows', dumped(json, 'od'), { looksLike: 'hex-dump' }],
    ['what od -c shows', dumped(json, 'od -c'), { looksLike: 'hex-dump' }],
    ['digits alone', dumped(json, 'plain'), { looksLike: 'hex-dump' }],
    ['letters that are none', `${'a1'.repeat(900)}!`, { code: 'no-k6-text' }],
    ['URL encoding', encodeURIComponent(json), { code: 'not-k6-output', looksLike: 'url-encoded' }],
    ['a zip', `PK\u0003\u0004\u0000${json}`, { code: 'not-k6-output', looksLike: 'archive' }],
    ['UTF-32', [...json].map((sign) => `${sign}\0\0\0`).join(''), { code: 'not-k6-output', looksLike: 'utf-32' }],
    ['bytes', `\u0001\u0002${json}`, { code: 'not-k6-output', looksLike: 'binary' }],
    ['a header of CSV alone', `${CSV_HEADER}\n`, { code: 'no-samples' }],
  ])('%s', async (_what, text, fault) => {
    expect(await runsOf(text)).toMatchObject(fault);
  });
});
