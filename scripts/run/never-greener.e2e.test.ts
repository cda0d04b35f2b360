import { execFile } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callCommand } from '../../testing/call-command.ts';
import { ENDINGS } from '../../testing/ending-scripts.ts';
import { type RecordingServer, startRecordingServer } from '../../testing/recording-server.ts';
import { type Ended, k6Path, Workplace } from '../../testing/run-buha.ts';
import { ROOT } from '../paths.ts';
import { readSource } from '../read/source.ts';
import { exitOfRuns } from './judge-run.ts';

/** What k6 refuses before any load: among several it would keep all others from running. */
const REFUSED = [
  'threshold-not-readable',
  'throws-in-init',
  'threshold-on-nothing-known',
  'no-such-function',
  'executor-unknown',
  'syntax-error',
  'nothing-exported',
];
/** Scripts that k6 runs in place, whatever they come to. */
const IN_PLACE = ['handle-summary-throws', 'open-plain', 'require-cjs'];
const ENDED = Object.keys(ENDINGS).filter((name) => !REFUSED.includes(name));

/** Exit codes of one script. */
interface Codes {
  /** `k6 run`, without anything of buha's. */
  readonly k6: number | null;
  readonly run: number | null;
  /** Undefined where nothing ran. */
  readonly gate: number | undefined;
}

const place = new Workplace();
let server: RecordingServer;
const plain = new Map<string, number | null>();
const alone = new Map<string, number | null>();
let together: Ended;
let folder: string;

const plainK6 = (name: string): Promise<number | null> =>
  new Promise((resolve) => {
    const env = { ...process.env, BASE_URL: server.baseUrl };
    const args = ['run', '--quiet', '--no-usage-report', `${name}.js`];
    const child = execFile(k6Path(), args, { cwd: place.folder, env, maxBuffer: 2 ** 26 }, () =>
      resolve(child.exitCode),
    );
  });

const buha = (...names: string[]) =>
  place.run(['run', ...names.map((name) => `${name}.js`), '--yes'], { env: { BASE_URL: server.baseUrl } });

beforeAll(async () => {
  server = await startRecordingServer();
  cpSync(join(ROOT, 'fixtures', 'scripts'), place.folder, { recursive: true });
  for (const [name, [, text]] of Object.entries(ENDINGS)) writeFileSync(place.file(`${name}.js`), text);
  const ofK6 = async () => {
    for (const name of [...Object.keys(ENDINGS), ...IN_PLACE]) plain.set(name, await plainK6(name));
  };
  const ofBuha = async () => {
    // One call for all: each alone would wait for Node and for a report of its own.
    together = await buha(...ENDED, ...IN_PLACE);
    if (together.code === 2) throw new Error(together.stderr);
    folder = place.runFolder();
    for (const name of REFUSED) alone.set(name, (await buha(name)).code);
  };
  await Promise.all([ofK6(), ofBuha()]);
});
afterAll(async () => {
  server.close();
  await place.remove();
});

async function codesOf(name: string): Promise<Codes> {
  const k6 = plain.get(name) ?? null;
  const refused = alone.get(name);
  if (refused !== undefined) return { k6, run: refused, gate: undefined };
  const own = join(folder, name);
  const { runs } = await readSource([own], {}, { unsummed: true });
  return { k6, run: exitOfRuns(runs), gate: (await callCommand(['gate', own])).code };
}

describe('where k6 ended with a fault, neither run nor gate ends with 0', () => {
  test.each(Object.entries(ENDINGS))('%s', async (name, [expected]) => {
    const { k6, run, gate } = await codesOf(name);
    expect(k6).toBe(expected);
    if (k6 !== 0) expect([run, gate]).not.toContain(0);
  });

  test.each(IN_PLACE)('fixtures/scripts/%s', async (name) => {
    const { k6, run, gate } = await codesOf(name);
    if (k6 !== 0) expect([run, gate]).not.toContain(0);
  });
});

test('and what meets its goals does: the test would tell', async () =>
  expect(await codesOf('goals-met')).toStrictEqual({ k6: 0, run: 0, gate: 0 }));

test('all of them together end as the worst does, and nothing of Node’s own is said', () => {
  expect(together.code).toBe(30);
  expect(together.stderr).not.toMatch(/\(node:\d+\)/);
});
