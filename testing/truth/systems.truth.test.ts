import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../../scripts/paths.ts';
import { builtServer } from './built-server.ts';
import { type Measured, measure } from './measure.ts';
import { type Scored, score, total } from './score.ts';
import { SYSTEMS } from './systems.ts';
import { truthTable } from './table.ts';

// `npm run test:truth -- -t 'lock'` loads only the systems of that name. Alone on the machine, or it measures its neighbours.

const folder = mkdtempSync(join(tmpdir(), 'buha-truth-'));
let server: string;
const measured: Measured[] = [];
const scored: Scored[] = [];

beforeAll(async () => {
  server = await builtServer(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what buha concludes of systems whose truth is known', () => {
  test.each(SYSTEMS.map((system) => [system.id, system] as const))('%s', async (_, system) => {
    const one = await measure(system, server);
    const result = score(one);
    measured.push(one);
    scored.push(result);
    const { truth } = one;
    process.stderr.write(
      `${system.id}: ${result.verdict}${result.isVerdictRight ? '' : ' (wrong)'}` +
        `; missing: ${result.missing.join(', ') || '-'}; wrong: ${result.wrong.join(', ') || '-'}` +
        `; server: ${truth.requests} requests, service ${truth.serviceMs.toFixed(1)} ms, waited ${truth.waitedMs.toFixed(1)} ms, ` +
        `late p99 ${truth.lateMs.p99.toFixed(1)} ms, peak ${truth.peakPerSec.toFixed(0)}/s\n`,
    );
    // A server that was itself late has no truth to tell, unless that is its truth: one that burns CPU has no other queue.
    if (system.server.cpuMs === undefined) expect(truth.lateMs.p50).toBeLessThan(5);
    expect(one.concluded.requests).toBeGreaterThan(0);
  });

  test('the conclusions are right', () => {
    const totals = {
      tuned: total(scored.filter(({ system }) => !system.isScoredOnly)),
      scored: total(scored.filter(({ system }) => system.isScoredOnly)),
      all: total(scored),
    };
    process.stderr.write(`\n${truthTable(scored, totals)}\n`);
    mkdirSync(join(ROOT, 'results'), { recursive: true });
    const systems = measured.map(({ truth, concluded }, index) => {
      const { system, ...result } = scored[index] as Scored;
      return { id: system.id, ...result, truth, concluded };
    });
    writeFileSync(join(ROOT, 'results', 'truth.json'), `${JSON.stringify({ totals, systems }, null, 2)}\n`);
    for (const { precision, recall, verdicts } of [totals.tuned, totals.scored]) {
      expect(precision.count / precision.of).toBeGreaterThanOrEqual(0.95);
      expect(recall.count / recall.of).toBeGreaterThanOrEqual(0.9);
      expect(verdicts.count / verdicts.of).toBeGreaterThanOrEqual(0.95);
    }
  });
});
