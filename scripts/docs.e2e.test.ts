import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { k6Path } from '../testing/run-buha.ts';
import {
  buhaArguments,
  commandsOf,
  ENGLISH,
  ENGLISH_ONLY,
  type ShownLine,
  type SimpleCommand,
  shownLines,
} from '../testing/shown-commands.ts';
import { ROOT } from './paths.ts';

/** Commands that are shown and not run here, and why. The Korean documents have the same ones (`docs.test.ts`). */
const NOT_RUN: readonly (readonly [RegExp, string])[] = [
  [/^npm ci\b/, 'installs everything; .ci/run does it'],
  [/^npm (run (-s )?(typecheck|lint|format|build|test:hostile)|test)$/, 'parts of npm test itself'],
  [/\bnpx vitest\b/, 'tests within a test'],
  [/^npm run test:/, 'loads of 15 s to 7 minutes; .ci/run makes a smoke run of every API'],
  [/^npm run gate$/, 'loads for 40 s; workflow.hostile.test.ts runs it'],
  [/staging\.example\.com|prometheus:9090/, 'addresses that stand for the reader’s own'],
  [/\bbuha run \w+-\w+/, 'loads of half a minute; complete-run.e2e.test.ts makes short ones'],
  [/\bbuha run (?:checkout\.js|"?loadtest)/, 'scripts of the reader; several.e2e.test.ts runs some'],
  [/ FOLDER1 /, 'runs of the reader; runners.e2e.test.ts puts some together'],
  [/\bbuha experiment\b/, 'nine loads; experiment.e2e.test.ts makes short ones'],
  [/scenarios\/examples\//, 'a load of its own; scenarios.e2e.test.ts runs it'],
  [/ doctor$/, 'tells of the machine, which may lack something; doctor.e2e.test.ts runs it'],
  [/^k6 run scenarios\//, 'the whole load of seed; scenarios.e2e.test.ts runs them'],
  [/^npm (?:init|pack|pkg)\b|^npx tsc\b/, 'installs packages; package.online.test.ts does it'],
  [/\bcompare --run\b/, 'ten loads on two servers of the reader; rounds have tests of their own'],
  [/\bbuha init\b/, 'writes a project; package.online.test.ts and offline.online.test.ts run it'],
  [
    /\bbuha (?:run (?:first|all)$|gate --newest|compare results\/before)/,
    'of the reader’s project; package.online.test.ts',
  ],
  [/^(?:tar|docker)\b|--no-install/, 'at a site without the internet; offline.online.test.ts runs buha there'],
  [/^k6 run --out csv=samples\.csv/, 'a script of the reader, with goals; gate-command.test.ts judges such files'],
];

/** Commands that end with another code than 0, because of the files that they are given here. */
const CODES: readonly (readonly [RegExp, number])[] = [
  // The recorded run missed its goals.
  [/buha (-- )?gate /, 10],
  // The written report has mistakes.
  [/buha (-- )?verify /, 1],
];

const everyLine = [...ENGLISH, ...ENGLISH_ONLY].flatMap(shownLines);
/** The README shows some that a guide shows again. */
const shown = everyLine.filter(({ text }, index) => everyLine.findIndex((other) => other.text === text) === index);
const isRun = ({ text }: ShownLine) => !NOT_RUN.some(([pattern]) => pattern.test(text));

let places: string;
const fixture = (...path: string[]) => join(ROOT, 'fixtures', ...path);

/** A recorded run at another time, as one of several rounds. */
function addRun(folder: string, minute: number): void {
  cpSync(fixture('runs', 'seed-all', 'recharge-balance'), folder, { recursive: true });
  const file = join(folder, 'run.json');
  const record = JSON.parse(readFileSync(file, 'utf8'));
  const later = (time: string) => time.replace(/T(\d\d):\d\d/, `T$1:${minute}`);
  writeFileSync(
    file,
    JSON.stringify({ ...record, startedAt: later(record.startedAt), endedAt: later(record.endedAt) }),
  );
}

/** A folder in which there is what the lines of a document call their files. */
function placeOfWork(lines: readonly ShownLine[]): string {
  const place = mkdtempSync(join(places, 'document-'));
  const at = (...path: string[]) => join(place, ...path);
  const copies: readonly (readonly [string, string])[] = [
    ['summary.json', 'runs/seed-all/place-order/summary.json'],
    ['a.json', 'runs/seed-all/get-balance/summary.json'],
    ['b.json', 'runs/seed-all/get-product/summary.json'],
    ['samples.json.gz', 'runs/samples/default-tags.ndjson.gz'],
    ['r1.csv.gz', 'runs/formats/2.2.0/plain.csv.gz'],
    ['r2.csv.gz', 'runs/formats/2.2.0/quiet.csv.gz'],
    ['report.md', 'verify/reference-like.ko.md'],
    ['old-report.md', 'verify/reference-like.ko.md'],
    ['results/20261123-140311-all', 'runs/seed-all'],
    ['results/20261124-101500-all', 'runs/seed-all'],
    ['results/20261123-140311-place-order', 'runs/seed-all/place-order'],
    ['fixtures/runs/seed-all', 'runs/seed-all'],
    ['loadtest/out/order-summary.json', 'runs/seed-all/place-order/summary.json'],
    ['loadtest/out/balance-summary.json', 'runs/seed-all/get-balance/summary.json'],
  ];
  for (const [to, from] of copies) cpSync(fixture(from), at(to), { recursive: true });
  const { startedAt } = JSON.parse(readFileSync(at('results', '20261123-140311-place-order', 'run.json'), 'utf8'));
  writeFileSync(at('cpu.csv'), `time,name,value\n${startedAt},cpu_percent,97\n`);
  // Where it lies beside a script it is found unasked.
  if (lines.some(({ text }) => text.includes('slo.yaml'))) writeFileSync(at('slo.yaml'), 'default: { p95: 1s }\n');
  writeFileSync(at('options.json'), '{"vus": 2, "duration": "1s"}');
  writeFileSync(
    at('script.js'),
    "import { check } from 'k6';\nexport const options = { vus: 1, iterations: 3 };\nexport default () => check(1, { one: (value) => value === 1 });\n",
  );
  for (const [index, name] of ['before/1', 'after/1', 'a1', 'a2', 'a3', 'b1', 'b2', 'b3'].entries()) {
    addRun(at(name), 10 + 5 * index);
  }
  cpSync(join(ROOT, 'dist', 'get-balance.js'), at('dist', 'get-balance.js'));
  return place;
}

beforeAll(() => {
  places = mkdtempSync(join(tmpdir(), 'buha-docs-'));
});
afterAll(() => rmSync(places, { recursive: true, force: true }));

/** A word as a shell would hand it on. */
const expanded = (word: string, cwd: string): string[] =>
  word.endsWith('/*') ? readdirSync(join(cwd, dirname(word))).map((name) => join(dirname(word), name)) : [word];

function started({ env, words }: SimpleCommand, cwd: string): ChildProcess {
  const args = buhaArguments(words);
  const [program, rest] = args
    ? [process.execPath, [join(ROOT, 'dist', 'buha.js'), ...args]]
    : [k6Path(), words.slice(1)];
  if (!args && words[0] !== 'k6') throw new Error(`neither buha nor k6: ${words.join(' ')}`);
  const { PATH, SystemRoot, TEMP } = process.env;
  const own = { PATH, SystemRoot, TEMP, HOME: cwd, K6_BIN: k6Path(), BUHA_LANG: 'en', ...env };
  return spawn(
    program,
    rest.flatMap((word) => expanded(word, cwd)),
    { cwd, env: own },
  );
}

/** Runs the commands of a line, each reading what the one before writes; tells how the last one ended. */
async function ended(commands: readonly SimpleCommand[], cwd: string): Promise<{ code: number | null; said: string }> {
  const children = commands.map((command) => started(command, cwd));
  let said = '';
  for (const [index, child] of children.entries()) {
    const next = children[index + 1]?.stdin;
    if (next) child.stdout?.pipe(next);
    else child.stdout?.resume();
    child.stderr?.on('data', (data) => {
      said += data;
    });
  }
  children[0]?.stdin?.end();
  const codes = await Promise.all(
    children.map((child) => new Promise<number | null>((resolve) => child.once('close', resolve))),
  );
  return { code: codes.at(-1) ?? null, said };
}

/** What went otherwise than it should, in the order of the document: a baseline is accepted before it is held against. */
async function faultsOf(lines: readonly ShownLine[]): Promise<string[]> {
  const cwd = placeOfWork(lines);
  const faults: string[] = [];
  for (const { place, text } of lines) {
    const { code, said } = await ended(commandsOf(text), cwd);
    const expected = CODES.find(([pattern]) => pattern.test(text))?.[1] ?? 0;
    if (code !== expected) faults.push(`${place}: ${text}: ended with ${code}, not ${expected}\n${said}`);
  }
  return faults;
}

// Some thirty processes, which a busy machine starts slowly.
test('every command that README and guides show does what it says, where it is quick', async () => {
  const documents = [...ENGLISH, ...ENGLISH_ONLY].map((path) =>
    shown.filter((line) => line.place.startsWith(`${path}:`) && isRun(line)),
  );
  expect((await Promise.all(documents.filter((lines) => lines.length > 0).map(faultsOf))).flat()).toEqual([]);
}, 120_000);

test('no more is left out than there are reasons for', () => {
  const unused = NOT_RUN.filter(([pattern]) => !shown.some(({ text }) => pattern.test(text)));
  expect(unused.map(([, reason]) => reason)).toEqual([]);
  expect(shown.filter(isRun).length).toBeGreaterThan(20);
});
