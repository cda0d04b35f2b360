import { BuhaError } from '../../reports/model/error.ts';

/** How a load is shared out among k6 processes, each of which sends one segment of it. */
export interface Sharing {
  /** How many there are. */
  readonly of: number;
  /** The one of them that runs here, from 1 on; undefined where all do. */
  readonly only: number | undefined;
  /** When it begins, epoch ms; undefined: once all that run here are ready. */
  readonly startAtMs: number | undefined;
}

/** Options of `buha run` as the user wrote them. */
export interface RunnerOptions {
  readonly runners: string | undefined;
  readonly runner: string | undefined;
  readonly startAt: string | undefined;
}

/** k6 itself takes any number; so many processes on one machine would be a slip. */
const MOST_HERE = 64;
const MOST = 1_000;

/** What is further away is a slip in the date, in ms. */
const LONGEST_WAIT_MS = 24 * 3600 * 1000;

const bad = (field: string, value: string, allowed: string) => new BuhaError('setting', { field, value, allowed });

function countOf(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > MOST_HERE) throw bad('--runners', text, `1–${MOST_HERE}`);
  return count;
}

function startOf(text: string, nowMs: number): number {
  // Hosts may lie in different zones: a time without one would be another on each.
  const hasZone = /T.*(?:Z|[+-]\d\d:?\d\d)$/i.test(text);
  const ms = hasZone ? Date.parse(text) : Number.NaN;
  const soon = new Date(nowMs + 60_000).toISOString().replace(/\.\d+/, '');
  if (!(ms > nowMs) || ms - nowMs > LONGEST_WAIT_MS) throw bad('--start-at', text, soon);
  return ms;
}

/**
 * Reads `--runners N`, or `--runner 2/3` with `--start-at`. Undefined for a load that one process sends. Throws `setting`,
 * `options-conflict`.
 */
export function readSharing({ runners, runner, startAt }: RunnerOptions, nowMs: number): Sharing | undefined {
  if (runners !== undefined && runner !== undefined) {
    throw new BuhaError('options-conflict', { option: '--runner', other: '--runners', fault: 'not-together' });
  }
  if (startAt !== undefined && runner === undefined) {
    throw new BuhaError('options-conflict', { option: '--start-at', other: '--runner', fault: 'needs' });
  }
  if (runner !== undefined) {
    const startAtMs = startAt === undefined ? undefined : startOf(startAt, nowMs);
    const [, only, of] = (runner.match(/^(\d+)\/(\d+)$/) ?? []).map(Number);
    if (only === undefined || of === undefined || only < 1 || only > of || of > MOST)
      throw bad('--runner', runner, '2/3');
    return { of, only, startAtMs };
  }
  if (runners === undefined) return undefined;
  const of = countOf(runners);
  return of === 1 ? undefined : { of, only: undefined, startAtMs: undefined };
}

/** The numbers of those that run here. */
export const runnersHere = ({ of, only }: Sharing): number[] =>
  only === undefined ? Array.from({ length: of }, (_, at) => at + 1) : [only];

const edge = (at: number, of: number) => (at === 0 ? '0' : at === of ? '1' : `${at}/${of}`);

/**
 * What k6 is told of its part: its segment of the whole, a tag by which its samples are told apart. Thresholds of a part say
 * nothing of the whole; setup() is run once for all, where all run here.
 */
export function partArguments(number: number, { of, only }: Sharing): string[] {
  const edges = Array.from({ length: of + 1 }, (_, at) => edge(at, of));
  return [
    '--paused',
    '--no-thresholds',
    `--execution-segment=${edge(number - 1, of)}:${edge(number, of)}`,
    `--execution-segment-sequence=${edges.join(',')}`,
    `--tag=instance_id=${number}`,
    ...(only === undefined ? ['--no-setup', '--no-teardown'] : []),
    // The one that runs setup() runs teardown(), after the load of all.
    ...(only === undefined && number === 1 ? ['--linger'] : []),
  ];
}
