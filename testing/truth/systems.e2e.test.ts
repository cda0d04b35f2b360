import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { builtServer } from './built-server.ts';
import { measure } from './measure.ts';
import { score } from './score.ts';
import { SYSTEMS } from './systems.ts';

/** Of the benchmark those whose truth no other work on the machine can hide: it lies in what was answered. */
const ANSWERED = ['rate-limit', 'errors-in-a-window', 'errors-at-random', 'resets', 'hangs', 'error-bodies'];

const folder = mkdtempSync(join(tmpdir(), 'buha-truth-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what systems answer is found, and nothing that did not happen is concluded from it', async () => {
  const server = await builtServer(folder);
  const systems = SYSTEMS.filter(({ id }) => ANSWERED.includes(id));
  expect(systems.length).toBe(ANSWERED.length);
  const scored = (await Promise.all(systems.map((system) => measure(system, server)))).map(score);
  for (const { system, missing, wrong } of scored) {
    expect(missing, system.id).toStrictEqual([]);
    // Loads beside each other are no measurement of speed.
    const ofAnswers = wrong.filter((id) => /error|failure|reset|timeout|throttled|check/.test(id));
    expect(ofAnswers, system.id).toStrictEqual([]);
  }
});
