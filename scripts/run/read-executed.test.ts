import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BuhaError } from '../../reports/model/error.ts';
import { fakeHost } from '../../testing/call-command.ts';
import { OWN_CONFIG } from '../../testing/own-config.ts';
import { Steps } from '../steps.ts';
import { Terminal } from '../terminal.ts';
import { judged } from './judge-run.ts';
import { readExecuted } from './read-executed.ts';
import { reportRun } from './report-run.ts';

const STRESS = fileURLToPath(new URL('../../fixtures/runs/stress', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-executed-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A run of which k6 left everything, or nothing but its record. */
function executed(name: string, hasSummary = true) {
  const own = join(folder, name);
  cpSync(STRESS, own, { recursive: true });
  if (!hasSummary) for (const file of ['summary.json', 'samples.csv.gz']) rmSync(join(own, file));
  return { folder: own, readFrom: own, hasSummary };
}

function calling() {
  const { host, stderr } = fakeHost([], { env: { NO_COLOR: '1' } });
  const options = { notes: undefined, serverMetrics: undefined, serverQueries: undefined };
  return {
    call: {
      host,
      terminal: new Terminal(host.stderr, host.env),
      config: OWN_CONFIG,
      language: 'ko',
      documentLanguage: 'ko',
      options,
    } as const,
    stderr,
  };
}

const GOALS = { slo: undefined, baselines: undefined };

describe('what was executed', () => {
  test('is read once: report and verdict need no file of it any more', async () => {
    const { call } = calling();
    const ran = executed('run');
    const read = await readExecuted([ran], true, undefined, call);
    for (const file of ['run.json', 'summary.json', 'samples.csv.gz']) rmSync(join(ran.folder, file));
    await reportRun(ran.folder, read, undefined, new Steps(call), call);
    expect(readFileSync(join(ran.folder, 'report.md'), 'utf8')).toContain('145.6');
    expect(judged(read.judged, GOALS).exitCode).toBe(0);
    expect(read.judged[0]).toBe(read.reported[0]);
  });

  test('without a summary is judged, and not reported', async () => {
    const { call } = calling();
    const all = [executed('a'), executed('b', false)];
    const gated = await readExecuted(all, true, undefined, call);
    expect([gated.reported.length, gated.judged.length, gated.folders]).toEqual([1, 2, [join(folder, 'a')]]);
    expect(judged(gated.judged, GOALS).exitCode).toBe(30);
    const free = await readExecuted(all, false, undefined, call);
    expect([free.reported.length, free.judged.length]).toEqual([1, 1]);
  });

  test('without a summary, but whole, is judged and reported from its samples', async () => {
    const { call } = calling();
    const ran = { ...executed('run'), hasSummary: false, isToldBySamples: true };
    rmSync(join(ran.folder, 'summary.json'));
    const { reported, judged: all } = await readExecuted([ran], false, undefined, call);
    expect(reported[0]?.measured.total.requests).toBeGreaterThan(0);
    expect(all).toEqual(reported);
    expect(reported[0]?.verdict.kind).toBe('pass');
  });

  test('keeps its report where the monitoring fails, which is told', async () => {
    const { call, stderr } = calling();
    const broken = { name: 'monitor', read: () => Promise.reject(new BuhaError('no-metrics', { source: 'monitor' })) };
    const { reported } = await readExecuted([executed('run')], true, broken, call);
    expect(reported).toHaveLength(1);
    expect(stderr.join('')).toContain('monitor');
  });

  test('has the monitoring of a target where it went there, and what the user asked for wherever it went', async () => {
    const { call, stderr } = calling();
    const all = [executed('elsewhere'), executed('there')];
    const file = join(all[1]?.folder ?? '', 'run.json');
    const record = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...record, target: { ...record.target, name: 'own' } }));
    const monitor = {
      name: 'monitor',
      read: async ({ fromMs }: { readonly fromMs: number }) => [
        { name: 'cpu_percent', points: [[fromMs + 1000, 20] as const, [fromMs + 2000, 30] as const] },
      ],
    };
    const told = async (target?: string) => {
      const { reported } = await readExecuted(all, true, { ...monitor, target }, call);
      return reported.map(({ serverMetrics }) => serverMetrics?.length);
    };
    expect(await told()).toStrictEqual([1, 1]);
    expect(await told('own')).toStrictEqual([undefined, 1]);
    expect(await told('other')).toStrictEqual([undefined, undefined]);
    expect(stderr).toStrictEqual([]);
  });
});
