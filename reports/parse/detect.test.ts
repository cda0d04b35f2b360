import { describe, expect, test } from 'vitest';
import { bytesOf, recordings } from '../../testing/reference-formats.ts';
import { BuhaError } from '../model/error.ts';
import { HEAD_BYTES, type Look, lookOf } from './detect.ts';

const POINT = '{"metric":"vus","type":"Point","data":{"time":"2026-11-23T21:00:00Z","value":1,"tags":null}}';

function look(content: string | Uint8Array): string {
  try {
    return lookOf(typeof content === 'string' ? Buffer.from(content) : content, 'x');
  } catch (fault) {
    if (!(fault instanceof BuhaError)) throw fault;
    return 'looksLike' in fault.facts ? `${fault.code} ${fault.facts.looksLike}` : fault.code;
  }
}

const ENDINGS: readonly [RegExp, Look][] = [
  [/ndjson\.gz$/, 'ndjson'],
  [/csv\.gz$/, 'csv'],
  [/\.json$/, 'json'],
  [/\.txt$/, 'text'],
];

test.each(recordings)('$path, from its first bytes alone', (recording) => {
  const expected = ENDINGS.find(([ending]) => ending.test(recording.path))?.[1];
  const bytes = bytesOf(recording);
  expect(look(bytes)).toBe(expected);
  // The end of what is looked at may lie within a line or a character.
  for (const length of [300, 301, 302, HEAD_BYTES]) expect(look(bytes.subarray(0, length))).toBe(expected);
});

describe('samples', () => {
  test.each([
    ['another order of keys', '{"type":"Point","data":{"tags":{},"value":1},"metric":"vus"}', 'ndjson'],
    ['spaces', '{ "type" : "Metric", "data" : {}, "metric" : "vus" }', 'ndjson'],
    ['blank lines before it', `\n\n${POINT}\n`, 'ndjson'],
    ['a first line that was cut off at its beginning', `"value":1,"tags":null}}\n${POINT}\n`, 'ndjson'],
    ['a line that mentions it', `k6 wrote ${POINT}\n`, 'text'],
    ['other events, line by line', '{"type":"event","data":{}}\n{"type":"event","data":{}}', 'json'],
    ['columns in another order', 'timestamp,metric_value,metric_name,scenario\n', 'csv'],
    ['columns in quotes', '"metric_name","timestamp","metric_value"\n', 'csv'],
    ['CRLF', 'metric_name,timestamp,metric_value\r\nvus,1,1\r\n', 'csv'],
    ['CSV of another tool', 'timeStamp,elapsed,label\n1,2,x\n', 'text'],
    ['a sentence', 'metric_name and timestamp and metric_value\n', 'text'],
  ])('%s', (_what, content, expected) => expect(look(content)).toBe(expected));
});

describe('text', () => {
  test.each([
    ['colours', '\u001b[32m✓\u001b[0m status is 200\n', 'text'],
    ['a bell and a title, as a recorded terminal has them', '\u001b]0;k6\u0007http_reqs...: 1 1/s\n', 'text'],
    ['a log line before JSON', 'time="…" level=warning\n{"metrics":{}}\n', 'text'],
    ['bytes that are no UTF-8', Uint8Array.of(0xbe, 0xc8, 0xb3, 0xe7, 0x0a), 'text'],
    ['UTF-16 without its mark', Buffer.from('http_reqs', 'utf16le'), 'text'],
    ['a NUL', 'http_reqs\0', 'not-k6-output binary'],
    ['HTML', '<!doctype html><title>k6 report</title>', 'not-k6-output html'],
    ['HTML within markdown', 'Result:\n<html>', 'text'],
    ['nothing', '', 'empty-file'],
    ['blanks', ' \n\uFEFF\t', 'empty-file'],
  ])('%s', (_what, content, expected) => expect(look(content)).toBe(expected));
});
