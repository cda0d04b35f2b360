/** For tests: commands that are killed at some moment, and what they may leave. */
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { SaxesParser } from 'saxes';
import { expect } from 'vitest';
import { ROOT } from '../scripts/paths.ts';
import { type Buha, childrenOf, isAlive, k6Path, until, Workplace } from './run-buha.ts';

/** When a command is killed: after so long, or as soon as a file of this name is there (and a moment later). */
export interface KillPoint {
  readonly command: 'run' | 'report' | 'gate' | 'compare' | 'history';
  readonly victim: 'buha' | 'k6';
  readonly signal: 'SIGKILL' | 'SIGTERM' | 'SIGHUP';
  readonly after: number | { readonly file: string; readonly ms: number };
}

/** A run of half a second: what comes before and after its load is what is cut off. */
const SHORT = ['--profile', 'load-only', '--scale', '0.003', '--duration-scale', '0.005'] as const;

/** A run takes about so long from its start to its end, in ms. */
const WHOLE_MS = 3500;

/** Files that a run writes one after the other, from its begin to its end. */
const FILES = [
  ...['partial-samples.csv.gz', 'run.json', 'summary.json', 'samples.csv.gz', 'gate.json', 'gate.xml'],
  ...['report-charts', 'report.md', 'report.html'],
];

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** So many points, of which most kill runs. */
export function killPoints(count: number, seed: number): KillPoint[] {
  const next = numbers(seed);
  const one = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)] as Item;
  return Array.from({ length: count }, (_, at): KillPoint => {
    const signal = one(['SIGKILL', 'SIGKILL', 'SIGTERM', 'SIGHUP'] as const);
    if (at % 5 >= 3) {
      const command = one(['report', 'gate', 'compare', 'history'] as const);
      return { command, victim: 'buha', signal, after: next() * 1500 };
    }
    const after = next() < 0.6 ? { file: one(FILES), ms: next() * 80 } : next() * WHOLE_MS;
    const victim = next() < 0.25 ? 'k6' : 'buha';
    return { command: 'run', victim, signal: victim === 'k6' ? 'SIGKILL' : signal, after };
  });
}

const filesBelow = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : [];

/** Throws for a file that is there in part. */
function mustBeWhole(file: string): void {
  if (/(?:^|[\\/])partial-[^\\/]*$/.test(file)) return;
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  if (file.endsWith('.json')) JSON.parse(text);
  if (/\.(?:xml|svg)$/.test(file)) {
    const parser = new SaxesParser();
    parser.on('error', (fault) => {
      throw fault;
    });
    parser.write(text).close();
  }
  if (file.endsWith('.html')) expect(text.trimEnd().endsWith('</html>')).toBe(true);
  expect(text === '' || text.endsWith('\n') || file.endsWith('.svg')).toBe(true);
}

const CODES = [0, 1, 2, 10, 11, 20, 30, 70, 130];
const STACK = /^\s+at .*[:(]\d*/m;

function argumentsOf({ command }: KillPoint, place: Workplace): string[] {
  const given = (name: string) => {
    const folder = join(place.results, name);
    cpSync(join(ROOT, 'fixtures/runs/stress'), folder, { recursive: true });
    return folder;
  };
  if (command === 'run') return ['run', 'get-product', ...SHORT, '--gate'];
  const run = given('20261123-140311-stress');
  if (command === 'report') return ['report', run];
  const out = (name: string) => join(place.results, name);
  if (command === 'gate') return ['gate', run, '--json', out('g.json'), '--junit', out('g.xml'), '-o', out('g.txt')];
  if (command === 'history') return ['history', place.results];
  return ['compare', run, given('20261123-150311-stress'), '--format', 'html', '-o', out('compare.html')];
}

/** Waits for the moment and kills. The command may be over before. */
async function kill(buha: Buha, { victim, signal, after }: KillPoint, place: Workplace): Promise<void> {
  const isOver = () => buha.child.exitCode !== null || buha.child.signalCode !== null;
  const ms = typeof after === 'number' ? after : after.ms;
  if (typeof after !== 'number') {
    const isThere = () =>
      existsSync(place.results) &&
      readdirSync(place.results).some((name) => existsSync(join(place.results, name, after.file)));
    await until(() => isOver() || isThere(), after.file, 60_000);
  }
  const at = performance.now() + ms;
  await until(() => isOver() || performance.now() >= at, 'the moment');
  if (isOver()) return;
  const k6 = childrenOf(buha.pid).find(({ argv }) => argv[0] === k6Path() && argv[1] === 'run');
  if (victim === 'buha') buha.child.kill(signal);
  // It may have ended, or not have begun.
  else if (k6) process.kill(k6.pid, signal);
}

/** Kills a command at a point. Every file is whole or absent, nothing runs on or is left, and no verdict is lost. */
export async function expectWholeAfter(point: KillPoint): Promise<void> {
  const place = new Workplace();
  try {
    const buha = place.start(argumentsOf(point, place));
    const children = new Set<number>();
    const watching = setInterval(() => {
      if (isAlive(buha.pid)) for (const { pid } of childrenOf(buha.pid)) children.add(pid);
    }, 50);
    await kill(buha, point, place);
    const ended = await buha.ended.finally(() => clearInterval(watching));
    if (ended.signal === null) expect(CODES).toContain(ended.code);
    else expect([ended.signal, point.victim]).toEqual([point.signal, 'buha']);
    expect(ended.stderr).not.toMatch(STACK);
    await until(() => [...children].every((pid) => !isAlive(pid)), 'all that it started has ended', 10_000);
    const [folder] = existsSync(place.results) ? readdirSync(place.results).filter((name) => /^\d/.test(name)) : [];
    const run = folder && join(place.results, folder);
    const gate = await place.run(['gate', run ?? place.results]);
    expect(CODES).toContain(gate.code);
    expect(gate.stderr).not.toMatch(STACK);
    // A shop that had begun between two looks at the children ends by itself when its parent is gone, and takes its folder along.
    await until(() => readdirSync(place.temporary).length === 0, 'nothing is left behind', 30_000);
    const files = filesBelow(place.results);
    expect(files.filter((file) => file.endsWith('.tmp'))).toEqual([]);
    for (const file of files) mustBeWhole(file);
    if (point.command !== 'run' || !run) return;
    const kept = join(run, 'gate.json');
    // What was judged stays judged so, and what did not come to its end has passed nothing.
    if (existsSync(kept)) {
      expect(gate.code).toBe((JSON.parse(readFileSync(kept, 'utf8')) as { exitCode: number }).exitCode);
    } else if (!existsSync(join(run, 'run.json'))) expect([30, 2]).toContain(gate.code);
  } finally {
    await place.remove();
  }
}
