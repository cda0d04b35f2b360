import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readOutputs } from '../../reports/parse/read-outputs.ts';
import { openInput } from '../read/input.ts';
import { keepSamples, readWaiting } from './redact-samples.ts';
import { redactor } from './secrets/redactor.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const HEADER = 'metric_name,timestamp,metric_value,method,name,status,extra_tags';
const row = (at: number) => `http_reqs,${at},1.000000,GET,https://x.example/?key=tok-secret-${at % 2},200,a=b`;
const redact = redactor([new Set(['tok-secret-0']), new Set(['tok-secret-1'])]);

async function redacted(content: Uint8Array): Promise<string> {
  writeFileSync(join(folder, 'raw.gz'), content);
  await keepSamples({ from: join(folder, 'raw.gz'), to: join(folder, 'samples.csv.gz'), kept: redact });
  return gunzipSync(readFileSync(join(folder, 'samples.csv.gz'))).toString();
}

test('blacks out secrets in the tags and leaves every figure', async () => {
  const rows = Array.from({ length: 5_000 }, (_, at) => row(at));
  const text = await redacted(gzipSync(`${[HEADER, ...rows].join('\n')}\n`));
  const lines = text.trimEnd().split('\n');
  expect(lines).toHaveLength(5_001);
  expect(lines[0]).toBe(HEADER);
  expect(lines[7]).toBe('http_reqs,6,1.000000,GET,https://x.example/?key=***,200,a=b');
  expect(lines[8]).toBe('http_reqs,7,1.000000,GET,https://x.example/?key=***,200,a=b');
  expect(text).not.toContain('tok-secret');
  expect(readdirSync(folder)).toEqual(['samples.csv.gz']);
});

test("blacks out what runs over several lines, and nothing of k6's own words", async () => {
  const kept = redactor([new Set(['line one\nline two', 'peak_load', '1050', 'GET-it'])]);
  writeFileSync(
    join(folder, 'raw.gz'),
    gzipSync(
      'metric_name,timestamp,metric_value,error_code,method,name,scenario,extra_tags\n' +
        'http_reqs,1050,1050.000000,1050,GET-it,peak_load 1050,peak_load,"a=line one\nline two&b=""x"", y"\n' +
        'http_reqs,1050,1.000000,,GET,"an ""open, one",peak_load,a=b\n',
    ),
  );
  await keepSamples({ from: join(folder, 'raw.gz'), to: join(folder, 'samples.csv.gz'), kept });
  expect(gunzipSync(readFileSync(join(folder, 'samples.csv.gz'))).toString()).toBe(
    'metric_name,timestamp,metric_value,error_code,method,name,scenario,extra_tags\n' +
      'http_reqs,1050,1050.000000,1050,GET-it,*** ***,peak_load,"a=***&b=""x"", y"\n' +
      'http_reqs,1050,1.000000,,GET,"an ""open, one",peak_load,a=b\n',
  );
});

test('keeps what can be read of a file that ends in the middle', async () => {
  const whole = gzipSync(`${[HEADER, ...Array.from({ length: 10_000 }, (_, at) => row(at))].join('\n')}\n`);
  const text = await redacted(whole.subarray(0, whole.length / 2));
  expect(text.split('\n').length).toBeGreaterThan(2_000);
  expect(text).not.toContain('tok-secret');
});

describe('samples that wait', () => {
  const CLEAN = 'http_reqs,1,1.000000,GET,https://x.example/,200,';
  const [from, to] = ['raw.gz', 'samples.csv.gz'] as const;

  async function afterReading(rows: readonly string[], isWhole: boolean): Promise<{ text: string; isMoved: boolean }> {
    const bytes = gzipSync(`${[HEADER, ...rows].join('\n')}\n`);
    writeFileSync(join(folder, from), bytes);
    const tails = rows.map((line) => line.split(',').slice(3).join(','));
    const read = await readWaiting({ from: join(folder, from), to: join(folder, to), kept: redact }, async (kept) => ({
      read: tails.map((tail) => kept(tail, 'url')),
      isWhole,
    }));
    expect(read.join('\n')).not.toContain('tok-secret');
    const own = readFileSync(join(folder, to));
    return { text: gunzipSync(own).toString(), isMoved: own.equals(bytes) };
  }

  test('without a secret are moved as they are', async () => {
    expect(await afterReading([CLEAN], true)).toEqual({ text: `${HEADER}\n${CLEAN}\n`, isMoved: true });
    expect(readdirSync(folder)).toEqual([to]);
  });

  test('with one are written anew', async () => {
    const { text, isMoved } = await afterReading([CLEAN, row(1)], true);
    expect([isMoved, text.includes('***'), text.includes('tok-secret')]).toEqual([false, true, false]);
  });

  test.each([
    ['with a value that is no number', `own,1,+Inf,GET,tok-secret-1,200,`],
    ['with a field too many', `own,1,1.000000,GET,a,200,,tok-secret-1`],
    ['without its value', 'own,1,,GET,tok-secret-1,200,'],
    ['in quotes that nothing closes', 'own,1,1.000000,GET,"tok-secret-1,200,'],
  ])('are written anew for a line %s, too', async (_, line) => {
    writeFileSync(join(folder, from), gzipSync(`${[HEADER, ...Array(200).fill(CLEAN), line].join('\n')}\n`));
    await readWaiting({ from: join(folder, from), to: join(folder, to), kept: redact }, async (kept) => ({
      read: await readOutputs(openInput(join(folder, from), {}), { kept }),
      isWhole: true,
    }));
    const text = gunzipSync(readFileSync(join(folder, to))).toString();
    expect([text.includes(CLEAN), text.includes('***'), text.includes('tok-secret')]).toEqual([true, true, false]);
  });

  test('that nobody read to their end are looked through, and so are those whose reading failed', async () => {
    expect((await afterReading([CLEAN], false)).isMoved).toBe(true);
    expect((await afterReading([CLEAN, row(1)], false)).isMoved).toBe(false);
    writeFileSync(join(folder, from), gzipSync(`${HEADER}\n${row(1)}\n`));
    const failed = readWaiting({ from: join(folder, from), to: join(folder, to), kept: redact }, () =>
      Promise.reject(new Error('cut off')),
    );
    await expect(failed).rejects.toThrow('cut off');
    expect(gunzipSync(readFileSync(join(folder, to))).toString()).not.toContain('tok-secret');
  });
});
