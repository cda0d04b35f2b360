import { chmodSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BuhaError } from '../../reports/model/error.ts';
import type { Output } from '../../reports/model/output.ts';
import { readOutputs } from '../../reports/parse/read-outputs.ts';
import { errorText } from '../../reports/words/errors.ts';
import { bytesOf, recorded, recordings } from '../../testing/reference-formats.ts';
import { openInput } from './input.ts';

const FORMATS = new URL('../../fixtures/runs/formats/2.2.0/', import.meta.url);
const fixture = (name: string) => readFileSync(new URL(name, FORMATS));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-input-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (path: string): Promise<Output[]> => readOutputs(openInput(path));

function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** The fault of reading a file; it must be one that the user can mend, and say so in both languages. */
async function faultOf(reading: Promise<unknown>): Promise<BuhaError> {
  const fault: unknown = await reading.then(
    () => new Error('it was read'),
    (thrown: unknown) => thrown,
  );
  if (!(fault instanceof BuhaError)) throw fault;
  for (const language of ['ko', 'en'] as const) expect(errorText(fault, language)).toMatch(/^.{10,}\n {2}.{10,}/);
  return fault;
}

const codeOf = async (path: string): Promise<string> => {
  const { code, facts } = await faultOf(read(path));
  expect(facts).toMatchObject({ file: path });
  return code;
};

/** UTF-16 as PowerShell's `>` writes it. */
const utf16 = (text: string, order: 'le' | 'be' = 'le') => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};

const CRLF = (text: string) => text.replaceAll('\n', '\r\n');

describe('what the system refuses', () => {
  test('a missing file, a directory', async () => {
    expect((await faultOf(read(join(folder, 'absent.json')))).facts).toMatchObject({ reason: 'ENOENT' });
    mkdirSync(join(folder, 'directory.json'));
    expect((await faultOf(read(join(folder, 'directory.json')))).facts).toMatchObject({ reason: 'EISDIR' });
  });

  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('a file without permission', async () => {
    const path = written('secret.json', '{}');
    chmodSync(path, 0o000);
    expect((await faultOf(read(path))).facts).toMatchObject({ reason: 'EACCES' });
  });
});

describe('what is not k6’s', () => {
  test.each([
    ['', 'empty-file'],
    ['\n \t\r\n', 'empty-file'],
    ['\uFEFF', 'empty-file'],
    ['{}', 'not-k6-summary'],
    ['[]', 'not-k6-summary'],
    ['[1, 2]', 'not-k6-summary'],
    ['{"metrics": {}}', 'not-k6-summary'],
    ['{"metrics": [], "root_group": {}}', 'not-k6-summary'],
    ['{"root_group": {"checks": {}, "groups": {}}, "metrics": {}}', 'no-samples'],
    ['{"root_group": {"checks": [], "groups": []}, "metrics": {}}', 'no-samples'],
    ['{"results": {"metrics": []}, "config": {"duration": 1}, "version": "1.0.0"}', 'no-samples'],
    ['{"results": null}', 'not-k6-summary'],
    ['{"name": "buha", "version": "1.0.0", "dependencies": {}}', 'not-k6-summary'],
    ['null', 'no-k6-text'],
    ['42', 'no-k6-text'],
    ['Hello, world.', 'no-k6-text'],
    ['# 부하 테스트\n\n아직 결과가 없습니다.\n', 'no-k6-text'],
    ['time,latency\n1,2\n', 'no-k6-text'],
    ['metric_name,timestamp,metric_value\n', 'no-samples'],
    ['metric_name;metric_value\nhttp_reqs;1\n', 'bad-csv-header'],
    ['metric_name,metric_value\nhttp_reqs,1\n', 'bad-csv-header'],
    ['<!DOCTYPE html>\n<html><body>k6</body></html>', 'not-k6-output'],
    ['\n\n<html lang="ko">', 'not-k6-output'],
    ['<?xml version="1.0"?><testsuites/>', 'not-k6-output'],
  ])('%j is refused: %s', async (content, code) => {
    expect(await codeOf(written('not-k6', content))).toBe(code);
  });

  test('programs, pictures and archives', async () => {
    const program = new Uint8Array(100_000);
    readSync(openSync(process.execPath, 'r'), program, 0, program.length, 0);
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    const zip = Buffer.from('504b0304140000000800', 'hex');
    for (const content of [program, png, zip, gzipSync(program), gzipSync(gzipSync('{}'))]) {
      expect(await codeOf(written('binary', content))).toBe('not-k6-output');
    }
    expect(await codeOf(process.execPath)).toBe('not-k6-output');
  });
});

describe('encodings', () => {
  const exact = [
    'quiet.summary-export.json',
    'quiet.handle-summary.json',
    'quiet.machine-readable.json',
    'quiet.full.txt',
  ];
  test.each(exact)('%s says the same in UTF-16, with a byte order mark, with CRLF', async (name) => {
    const path = join(folder, 'same');
    const text = fixture(name).toString();
    writeFileSync(path, text);
    const plain = await read(path);
    for (const content of [utf16(text), utf16(CRLF(text)), utf16(text, 'be'), `\uFEFF${text}`, CRLF(text)]) {
      writeFileSync(path, content);
      expect(await read(path)).toStrictEqual(plain);
    }
  });

  test.each(['ndjson.gz', 'csv.gz'])('raw samples, too: %s', async (what) => {
    const path = join(folder, 'samples');
    const [recording] = recorded('2.2.0', 'quiet', what);
    if (!recording) throw new Error('not recorded');
    const text = new TextDecoder().decode(bytesOf(recording));
    writeFileSync(path, text);
    const plain = await read(path);
    expect(plain[0]?.measured.total.requests).toBe(20);
    for (const content of [utf16(text), utf16(CRLF(text)), `\uFEFF${text}`, CRLF(text), gzipSync(text)]) {
      writeFileSync(path, content);
      expect(await read(path)).toStrictEqual(plain);
    }
  });
});

describe('gzip', () => {
  const whole = fixture('refused.ndjson.gz');

  test('half a summary is none, wherever it is cut off', async () => {
    const summary = gzipSync(fixture('refused.summary-export.json'));
    for (let at = 2; at < summary.length; at += 7) {
      expect(await codeOf(written('cut.gz', summary.subarray(0, at))), `${at} bytes`).toBe('gzip-damaged');
    }
  });

  test.each(['ndjson', 'csv'])('samples are read up to where they are cut off: %s', async (what) => {
    const recording = readFileSync(new URL(`../../fixtures/runs/samples/lean-tags.${what}.gz`, import.meta.url));
    const [complete] = await read(written('whole.gz', recording));
    let most = 0;
    for (let at = 2; at < recording.length; at += 1500) {
      const path = written('cut.gz', recording.subarray(0, at));
      const requests = await read(path).then(
        ([output]) => {
          expect(output).toMatchObject({ cutOff: true });
          expect(output?.badLines?.count ?? 0).toBeLessThanOrEqual(1);
          return output?.measured.total.requests ?? 0;
        },
        async (fault) => {
          expect(await codeOf(path), `${at} bytes: ${fault}`).toBe('gzip-damaged');
          return 0;
        },
      );
      expect(requests).toBeGreaterThanOrEqual(most);
      most = requests;
    }
    const all = complete?.measured.total.requests ?? 0;
    expect(complete).not.toHaveProperty('cutOff');
    expect(most).toBeGreaterThan(0.8 * all);
    expect(most).toBeLessThan(all);
  });

  test('with a bad tail', async () => {
    const wrongSum = Buffer.from(whole);
    wrongSum.writeUInt32LE(1, whole.length - 8);
    const wrongLength = Buffer.from(whole);
    wrongLength.writeUInt32LE(1, whole.length - 4);
    const more = Buffer.concat([whole, Buffer.from('more')]);
    const torn = Buffer.concat([whole, whole.subarray(0, 100)]);
    for (const content of [wrongSum, wrongLength, more]) {
      expect(await codeOf(written('tail.gz', content))).toBe('gzip-damaged');
    }
    const [output] = await read(written('tail.gz', torn));
    expect(output).toMatchObject({ cutOff: true });
  });

  test('any format may be compressed, whatever its name', async () => {
    for (const { what, path } of recordings.filter((one) => one.version === '2.2.0' && one.script === 'quiet')) {
      if (what.endsWith('.gz')) continue;
      const [output] = await read(written('compressed', gzipSync(fixture(path.replace('2.2.0/', '')))));
      expect(output?.measured.total.requests, what).toBe(20);
    }
  });
});

describe('2 GB in one line', () => {
  /** As much as asked for, made when it is read. */
  function endless(head: string) {
    const chunk = new Uint8Array(1 << 20).fill(0x78);
    const seen = { bytes: 0, closed: false };
    async function* chunks() {
      try {
        yield Buffer.from(head);
        for (; seen.bytes < 2 * 2 ** 30; seen.bytes += chunk.length) yield chunk;
      } finally {
        seen.closed = true;
      }
    }
    return { seen, stream: chunks() };
  }

  test.each([
    ['NDJSON', '{"type":"Point","metric":"http_reqs","data":{"time":"', 'line-too-long', 1],
    ['CSV', 'metric_name,timestamp,metric_value\nhttp_reqs,1,', 'line-too-long', 2],
    ['JSON', '{\n"metrics": {\n"', 'line-too-long', 3],
    ['text', 'a word\n\n', 'line-too-long', 3],
  ])('%s: fails fast and reads no further', async (_format, head, code, line) => {
    const { seen, stream } = endless(head);
    const fault = await faultOf(readOutputs(openInput('-', { stdin: stream })));
    expect([fault.code, fault.facts]).toStrictEqual([code, { file: '-', line }]);
    expect(seen.bytes).toBeLessThan(40 * 2 ** 20);
    expect(seen.closed).toBe(true);
  });

  test('also when it comes compressed', async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from('{"a": "'), Buffer.alloc(100 * 2 ** 20, 'x')]));
    expect(bomb.length).toBeLessThan(2 ** 20);
    expect(await codeOf(written('bomb.gz', bomb))).toBe('line-too-long');
  });

  test('a document of ordinary lines has an end, too', async () => {
    async function* lines() {
      const chunk = Buffer.from('A line of some words.\n'.repeat(50_000));
      for (;;) yield chunk;
    }
    expect((await faultOf(readOutputs(openInput('-', { stdin: lines() })))).code).toBe('document-too-large');
  });
});

test('standard input is read as a file is', async () => {
  async function* stdin() {
    for (const byte of fixture('quiet.summary-export.json')) yield Uint8Array.of(byte);
  }
  const [output] = await readOutputs(openInput('-', { stdin: stdin() }));
  expect(output).toMatchObject({ file: '-', format: 'summary-export', measured: { total: { requests: 20 } } });
});

test('standard input that fails is named', async () => {
  async function* stdin(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('{"metrics');
    throw Object.assign(new Error('read EIO'), { code: 'EIO' });
  }
  const { code, facts } = await faultOf(readOutputs(openInput('-', { stdin: stdin() })));
  expect([code, facts]).toStrictEqual(['cannot-read', { file: '-', reason: 'EIO' }]);
});

test.each([
  ['at first sight', new Uint8Array(1 << 18), 'not-k6-output'],
  ['after it was decompressed', gzipSync(new Uint8Array(1 << 20)), 'not-k6-output'],
  [
    'for a damaged tail',
    Buffer.concat([gzipSync('metric_name,timestamp,metric_value\n'), Buffer.from('x')]),
    'gzip-damaged',
  ],
])('what is refused %s is closed, and no more of it is asked for', async (_when, chunk, code) => {
  const seen = { chunks: 0, closed: false };
  async function* stdin() {
    try {
      for (; seen.chunks < 100_000; seen.chunks += 1) yield chunk;
    } finally {
      seen.closed = true;
    }
  }
  expect((await faultOf(readOutputs(openInput('-', { stdin: stdin() })))).code).toBe(code);
  await expect.poll(() => seen.closed).toBe(true);
  expect(seen.chunks).toBeLessThan(2000);
});
