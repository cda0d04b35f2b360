import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gate } from '../reports/analyse/gate/judge.ts';
import { PRECEDENCE } from '../reports/analyse/gate/precedence.ts';
import { LANGUAGES, type Language } from '../reports/words/language.ts';
import { callCommand } from '../testing/call-command.ts';
import { ownSource } from '../testing/own-source.ts';
import { GATE_FORMATS, type GateFormat } from './gate/gate-formats.ts';
import { ROOT } from './paths.ts';
import { INDEX_FILE } from './read/run-files.ts';

/** A pass that is not said to be a conditional one. Sentences about passing are none. */
const BARE: Readonly<Record<Language, RegExp>> = {
  // Links to a heading have its words with dashes.
  ko: /(?<!조건부[ -])통과(?![가-힣])/u,
  en: /\bPassed\b|\bPASS(?:ED)?\b|(?<!Conditional )\bpass\b(?= \()/,
};

const around = (text: string, word: RegExp) => {
  const at = text.search(word);
  return at < 0 ? undefined : text.slice(Math.max(0, at - 60), at + 60);
};

const SEED = join(ROOT, 'fixtures', 'runs', 'seed-all');
/** The peak was not delivered in any of them: one passes what ran, one misses its goals. */
const RUNS = ['get-balance', 'place-order'] as const;

let place: string;

/** A copy of a run that k6 is said to have ended with this code. */
function ended(api: string, code: number): string {
  const folder = join(place, 'results', `${api}-${code}`);
  mkdirSync(folder, { recursive: true });
  const record = JSON.parse(readFileSync(join(SEED, api, 'run.json'), 'utf8'));
  writeFileSync(join(folder, 'run.json'), JSON.stringify({ ...record, exit: { ...record.exit, code } }));
  copyFileSync(join(SEED, api, 'summary.json'), join(folder, 'summary.json'));
  return folder;
}

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'buha-verdict-'));
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

describe.each(LANGUAGES)('where a planned scenario was not delivered, no output has the bare word (%s)', (language) => {
  const said = async (...args: readonly string[]) => {
    const { stdout, stderr } = await callCommand([...args, '--lang', language], { out: { isTTY: true, columns: 80 } });
    return around(`${stderr}${stdout}`, BARE[language]);
  };

  test.each(Object.keys(GATE_FORMATS) as GateFormat[])('gate, whatever the verdict, as %s', async (format) => {
    const { runs } = await ownSource([SEED]);
    const result = gate(runs);
    for (const verdict of PRECEDENCE) {
      // As a comparison with a baseline would have it.
      const judged = verdict === 'pass' ? result.runs.filter((run) => run.verdict === verdict) : result.runs;
      const own = judged.map((run) => ({ ...run, verdict }));
      const whole = await GATE_FORMATS[format]({ verdict, runs: own }, language, 0);
      const [first] = own;
      const one = first && (await GATE_FORMATS[format]({ verdict, runs: [first] }, language, 0));
      expect([verdict, around(whole, BARE[language]), around(one ?? '', BARE[language])]).toStrictEqual([
        ...[verdict, undefined, undefined],
      ]);
    }
  });

  test.each(['md', 'json', 'html'])('report as %s, with what the terminal says', async (format) => {
    for (const run of [...RUNS.map((api) => join(SEED, api)), ended('get-balance', 107), ended('get-balance', 110)]) {
      expect([run, await said('report', run, '--format', format, '-o', '-')]).toStrictEqual([run, undefined]);
    }
  });

  test('several in one report; the history; a comparison', async () => {
    for (const api of RUNS) ended(api, 99);
    const results = join(place, 'results');
    expect(await said('report', SEED, '-o', '-')).toBeUndefined();
    expect(await said('history', results)).toBeUndefined();
    expect(around(readFileSync(join(results, INDEX_FILE), 'utf8'), BARE[language])).toBeUndefined();
    expect(await said('compare', join(SEED, 'get-balance'), ended('get-balance', 0), '--force')).toBeUndefined();
  });
});

test('a run of which all was delivered does pass', async () => {
  const { stdout } = await callCommand(['gate', join(ROOT, 'fixtures', 'runs', 'stress')]);
  expect(stdout).toMatch(BARE.ko);
});
