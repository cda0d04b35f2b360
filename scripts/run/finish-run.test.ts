import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BuhaError } from '../../reports/model/error.ts';
import type { RunRecord } from '../../reports/model/record.ts';
import { fakeHost } from '../../testing/call-command.ts';
import { OWN_CONFIG } from '../../testing/own-config.ts';
import { Terminal } from '../terminal.ts';
import type { Executed } from './execute.ts';
import { type Finishing, finishRun } from './finish-run.ts';

const STRESS = fileURLToPath(new URL('../../fixtures/runs/stress', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-finished-'));
  cpSync(STRESS, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);
const text = (name: string) => readFileSync(at(name), 'utf8');

/** Finishes the run in `folder`, which passes. */
async function finished(finishing: Partial<Finishing> = {}, executed: Partial<Executed> = {}) {
  const { host, stderr } = fakeHost([], { env: { NO_COLOR: '1' } });
  const call = {
    host,
    terminal: new Terminal(host.stderr, host.env),
    config: OWN_CONFIG,
    language: 'en',
    documentLanguage: 'en',
  } as const;
  const record = executed.record ?? (JSON.parse(text('run.json')) as RunRecord);
  const code = await finishRun(
    folder,
    [{ folder, readFrom: folder, hasSummary: true, faults: [], ...executed, record }],
    {
      slo: undefined,
      baselines: undefined,
      isGated: true,
      isShown: true,
      isJudged: true,
      metrics: undefined,
      notes: undefined,
      isInterrupted: () => false,
      ...finishing,
    },
    { ...call, options: { serverMetrics: undefined, serverQueries: undefined } },
  );
  return { code, stderr: stderr.join('') };
}

/** Nothing is written where a folder stands. */
const block = (name: string) => mkdirSync(at(name));

/** A goal that the run misses. */
const slower = () => {
  const summary = JSON.parse(text('summary.json')) as {
    metrics: Record<string, { thresholds?: Record<string, boolean> }>;
  };
  for (const { thresholds } of Object.values(summary.metrics)) {
    for (const name of Object.keys(thresholds ?? {})) if (thresholds) thresholds[name] = true;
  }
  writeFileSync(at('summary.json'), JSON.stringify(summary));
};

describe('a run that passes', () => {
  test("has its verdict, its report and the author's words", async () => {
    expect((await finished({ notes: 'The pool was doubled.' })).code).toBe(0);
    expect(JSON.parse(text('gate.json'))).toMatchObject({ verdict: 'pass' });
    expect(text('notes.md')).toBe('The pool was doubled.');
    for (const name of ['report.md', 'report.html']) expect(text(name)).toContain('The pool was doubled.');
  });

  test('passes where a part of its report cannot be written: the rest is, and it is told', async () => {
    for (const name of ['report.md', 'notes.md']) block(name);
    const { code, stderr } = await finished({ notes: 'The pool was doubled.' });
    expect(code).toBe(0);
    for (const name of ['report.md', 'notes.md']) expect(stderr).toContain(name);
    expect(text('report.html')).toContain('The pool was doubled.');
    expect(JSON.parse(text('gate.json'))).toMatchObject({ verdict: 'pass' });
    expect(stderr).not.toMatch(/^\s+at .*\(/m);
  });

  test('does not pass where its verdict cannot be kept', async () => {
    block('gate.json');
    const { code, stderr } = await finished();
    expect(code).toBe(2);
    expect(stderr).toContain('gate.json');
    expect(stderr.trimEnd()).toMatch(/The verdict could not be kept, so this is no pass \(exit code 2\)\.$/);
    for (const name of ['report.md', 'gate.xml']) expect(existsSync(at(name))).toBe(true);
  });

  test('passes where its verdict is kept in one form, and the other is told', async () => {
    block('gate.xml');
    const { code, stderr } = await finished();
    expect([code, JSON.parse(text('gate.json'))]).toMatchObject([0, { verdict: 'pass', exitCode: 0 }]);
    expect(stderr).toContain('gate.xml');
    expect(stderr).not.toContain('could not be kept');
  });

  test.each([
    ['a folder in place of the report', 2],
    ['nothing in its way', 0],
  ])('for reading, with %s: %i', async (way, expected) => {
    if (expected !== 0) block('report.md');
    expect([way, (await finished({ isGated: false, isJudged: false })).code]).toEqual([way, expected]);
  });
});

describe('a run that misses a goal', () => {
  beforeEach(slower);

  test.each([...['report.md', 'report.html', 'report-charts', 'notes.md', 'gate.json', 'gate.xml']])(
    'misses it where %s cannot be written',
    async (name) => {
      if (name === 'report-charts') writeFileSync(at(name), '');
      else block(name);
      const { code, stderr } = await finished({ notes: 'The pool was doubled.' });
      expect(code).toBe(10);
      expect(stderr).toContain(name);
      if (name !== 'gate.json') expect(JSON.parse(text('gate.json'))).toMatchObject({ verdict: 'slo-fail' });
    },
  );
});

describe('a run of which k6 left no summary', () => {
  test.each([
    [1, 10],
    [60_000, 0],
  ])('is judged by its samples: p95 of at most %i ms gives %i', async (limit, expected) => {
    rmSync(at('summary.json'));
    const record = JSON.parse(text('run.json')) as RunRecord;
    const options = { ...record.options, thresholds: { http_req_duration: [`p(95)<=${limit}`] } };
    writeFileSync(at('run.json'), JSON.stringify({ ...record, options }));
    const { code, stderr } = await finished({ isGated: false }, { hasSummary: false, isToldBySamples: true });
    expect(code).toBe(expected);
    expect(stderr).toContain('k6 left no summary, so the verdict and the report come from the raw samples alone');
    expect(existsSync(at('report.md'))).toBe(true);
  });
});

describe('what could not be written of a run', () => {
  const fault = new BuhaError('cannot-write', { file: 'console.txt', reason: 'ENOSPC' });

  test('is told, and the verdict stands', async () => {
    slower();
    const { code, stderr } = await finished({}, { faults: [fault] });
    expect(code).toBe(10);
    expect(stderr).toContain('console.txt');
  });

  test('is read from where it found room', async () => {
    slower();
    const elsewhere = mkdtempSync(join(tmpdir(), 'buha-elsewhere-'));
    for (const name of ['run.json', 'summary.json']) cpSync(at(name), join(elsewhere, name));
    const record = JSON.parse(text('run.json')) as RunRecord;
    for (const name of ['run.json', 'summary.json', 'samples.csv.gz']) rmSync(at(name));
    const { code } = await finished({}, { faults: [fault], readFrom: elsewhere, record }).finally(() =>
      rmSync(elsewhere, { recursive: true }),
    );
    expect(code).toBe(10);
    expect(JSON.parse(text('gate.json'))).toMatchObject({ verdict: 'slo-fail' });
  });

  test('and can be read nowhere, is no measurement: 30', async () => {
    writeFileSync(at('summary.json'), 'not JSON');
    const { code, stderr } = await finished({}, { faults: [fault] });
    expect(code).toBe(30);
    expect(stderr).not.toMatch(/^\s+at .*\(/m);
  });
});
