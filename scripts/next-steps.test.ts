import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse } from '../reports/analyse/analyse.ts';
import type { AnalysedRun } from '../reports/model/analysed.ts';
import type { Run } from '../reports/model/run.ts';
import { reportCommand, runCommand } from '../reports/render/commands.ts';
import { reportView } from '../reports/render/view.ts';
import { LANGUAGES } from '../reports/words/language.ts';
import { analysedReference, type ReferenceApi, recordOf } from '../testing/reference-runs.ts';
import { refusal } from '../testing/refusal.ts';
import { anyRun, fitted } from '../testing/test-runs.ts';
import { tries } from '../testing/tries.ts';

/** Words of a line as a POSIX shell reads it; throws for what a shell would wait for, expand or run. */
function shellWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let rest = line;
  const take = (pattern: RegExp) => {
    const found = rest.match(pattern);
    if (found) rest = rest.slice(found[0].length);
    return found;
  };
  while (rest !== '') {
    const quoted = take(/^'([^']*)'/);
    const escaped = quoted ? undefined : take(/^\\(.)/s);
    // A variable that has to be set stands in double quotes, in which nothing else is expanded.
    const secret = quoted || escaped ? undefined : take(/^"((?:[^"\\$`]|\\.)*)\$\{[A-Z]\w*:\?\}"/s);
    const plain = quoted || escaped || secret ? undefined : take(/^[\w./:@%+=,~-]+/);
    const text = quoted?.[1] ?? escaped?.[1] ?? (secret && `${secret[1]}x`) ?? plain?.[0];
    if (text !== undefined) word = (word ?? '') + text;
    else if (take(/^ +/)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else throw new Error(`not pasteable from here: ${rest}`);
  }
  return word === undefined ? words : [...words, word];
}

/** All commands of a document: of its steps, and those at its end. */
const commandsOf = (runs: readonly AnalysedRun[]): string[] => [
  ...LANGUAGES.flatMap((language) => reportView(runs, { language }).steps.flatMap(({ command }) => command ?? [])),
  ...[
    reportCommand(runs),
    reportCommand(runs, { title: "it's", brief: true }, ['--lang', 'en']),
    runCommand(runs),
  ].flatMap((command) => command ?? []),
];

/** Why a command cannot be pasted and run; undefined where it can. */
async function fault(command: string): Promise<string | undefined> {
  if (/…|\.\.\.|[\r\n]/.test(command)) return `left out: ${command}`;
  const [runner, program, ...args] = shellWords(command);
  // A script of its own is sent by k6 itself.
  if (runner === 'k6') return program === 'run' ? undefined : `no command of k6: ${command}`;
  if (runner !== 'npx' || program !== 'buha') return `no program of ours: ${command}`;
  const refused = await refusal(args);
  return refused === undefined ? undefined : `${command}: ${refused}`;
}

async function faultsOf(runs: readonly AnalysedRun[]): Promise<string[]> {
  const faults = await Promise.all([...new Set(commandsOf(runs))].map(fault));
  return faults.flatMap((one) => one ?? []);
}

const APIS: readonly ReferenceApi[] = ['get-balance', 'recharge-balance', 'place-order', 'get-product'];

describe('every command of the next steps can be pasted', () => {
  test('of the reference, and of each profile', async () => {
    expect(await faultsOf(APIS.map((api) => analysedReference(api)))).toStrictEqual([]);
    for (const name of ['load-only', 'stress', 'smoke', 'peak-full', 'sequential'] as const) {
      const profile = { name, scale: 0.25, durationScale: 0.1, minDelivered: 0 };
      expect(await faultsOf(APIS.map((api) => analysedReference(api, { profile })))).toStrictEqual([]);
    }
  });

  /** Names that people give to files and addresses. */
  const name = fc.oneof(
    fc.constantFrom(
      "it's.js",
      'a b.js',
      '주문.js',
      '$(reboot).js',
      'a;b.ts',
      '--help.js',
      '-x.js',
      'a"b.js',
      'q?.js',
      '*',
    ),
    fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).filter((text) => text.trim() !== ''),
  );
  // As its user had to type it to be understood.
  const operandOf = (path: string) => (path.startsWith('-') ? `./${path}` : path);
  const record = fc
    .record({
      path: name,
      host: fc.constantFrom('https://shop.example.com', "http://x/it's?a=1&b=2"),
      isWired: fc.boolean(),
      users: name,
      header: name,
      before: name,
    })
    .map(({ path, host, isWired, users, header, before }) => {
      const given = {
        words: ['--users', operandOf(users), '--header', `X-A: ${header}`, '--header', { before, variable: 'KEY' }],
        k6: ['--vus', '4', '-e', { before: `A=${before}`, variable: 'KEY' }],
      };
      const own = recordOf('get-balance', { script: { path, sha256: '' }, target: { baseUrl: host }, given });
      return isWired ? own : { ...own, apis: [], profile: undefined };
    });
  const recorded = fc.record({ run: fitted(anyRun), record: fc.option(record, { nil: undefined }), file: name }).map(
    ({ run, record: own, file }): Run => ({
      ...run,
      ...(own && { record: own }),
      sources: [{ file: `results/${file}/summary.json`, line: 1, format: 'summary-export', badLines: [] } as never],
    }),
  );

  test('whatever the run, its names and its place', async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(recorded, { minLength: 1, maxLength: 3 }), async (runs) => {
        const analysed = runs.map((run) => analyse(run, runs));
        seen += commandsOf(analysed).length;
        expect(await faultsOf(analysed)).toStrictEqual([]);
      }),
      { numRuns: tries(200) },
    );
    expect(seen).toBeGreaterThan(20);
  });

  test('one that cannot is found', async () => {
    expect(await fault('npx buha run … --profile seed')).toMatch(/^left out/);
    expect(() => shellWords('buha run $(reboot)')).toThrow('not pasteable');
    expect(await fault('npx buha run a.js --no-such-flag')).toMatch(/no-such-flag/);
    expect(await fault("npx buha run 'it'\\''s.js'")).toBeUndefined();
  });
});
