import type { FigureId } from '../../model/comparable.ts';
import type { FigureChange } from '../../model/rounds.ts';
import { count, decimals, signedShare } from '../../text/format.ts';
import type { rounds as ko } from '../ko/rounds.ts';

const FIGURES: Readonly<Record<FigureId, string>> = {
  tps: 'Throughput (TPS)',
  avg: 'Mean',
  med: 'Median (p50)',
  p95: 'p95',
  p99: 'p99',
  failed: 'Error rate',
  delivered: 'Delivered',
};

/** More than a hundred are as good as too many. */
const MOST_RUNS = 100;

const runsNeeded = ([low, high]: readonly [number, number]): string =>
  low > MOST_RUNS
    ? `more than ${MOST_RUNS} runs`
    : low === high
      ? `${count(low)} runs`
      : `${count(low)} to ${count(Math.min(high, MOST_RUNS))} runs`;

const changeText = (change: number, unit: FigureChange['unit']): string =>
  unit === 'ratio' ? signedShare(change) : `${change > 0 ? '+' : ''}${decimals(change * 100)} points`;

const named = (figures: readonly FigureId[]): string => figures.map((id) => FIGURES[id]).join(', ');

export const rounds = {
  title: (titles) => `Before and after: ${titles.join(', ')}`,
  round: (number, label) => (label === undefined ? `Round ${number}` : `Round ${number} (${label})`),
  figures: FIGURES,
  verdict: 'Verdict',
  conditions: {
    script: 'script',
    profile: 'load profile',
    k6: 'k6 version',
    cpu: 'machine of the load generator',
    target: 'target',
    testData: 'test data (users/products)',
    lock: 'write lock of the built-in mock shop',
    invalid: 'invalid runs',
  },
  lock: (lock) => (lock === 'none' ? 'none' : 'modelled distributed lock'),
  missing: 'none',
  lastRound: (verdicts, worse) =>
    `Last round: ${verdicts.join(', ')}${worse.length === 0 ? '' : ` · worse than round 1: ${worse.map((id) => FIGURES[id]).join(', ')}`}`,
  stillMissed: (goals) =>
    `Still missed: ${goals.map(({ name, actual, limit }) => `${name} ${actual} (goal ${limit})`).join(', ')}.`,
  of: (title, text) => `${title}: ${text}`,
  onShop: 'Measured on the built-in mock shop: this says nothing about a real system.',
  late: (round, runs) =>
    `${round}: the load generator was late in ${runs === 1 ? '1 run' : `${runs} runs`}, so response times may look longer than they are. [inferred]`,
  steps: {
    late: (rounds_) => `Run ${rounds_.join(', ')} again on a load generator that is not busy`,
    more: (rounds_, more, needed) =>
      `Run ${rounds_.join(', ')} ${more === 1 ? 'once' : `${count(more)} times`} more${rounds_.length > 1 ? ' each' : ''} (${runsNeeded(needed)} in all would decide)`,
    turns: (rounds_, needed) => `Run ${rounds_.join(', ')} again, in turns (${runsNeeded(needed)} each would decide)`,
    decidesThen: 'Decided once it is better, worse or the same',
    noisy: (rounds_) =>
      `Make runs differ less, then run ${rounds_.join(', ')} again (as they differ now, a hundred would not decide): a longer load, a machine with nothing else to do`,
    decides:
      'Compared anew, with the runs of each round behind `--round`: decided once it is better, worse or the same',
  },
  tooFew: (figures) => `${named(figures)}: not judged, since a run has too few samples.`,
  spread: ({ mean, min, max, runs }) => `${mean} (${min} to ${max}, ${runs} runs)`,
  outcome: {
    better: 'better',
    worse: 'worse',
    same: 'the same',
    undecided: 'undecided',
    single: 'undecided (one run)',
  },
  runsNeeded,
  points: (points) => `${points} points`,
  change: changeText,
  between: ([low, high], unit) =>
    changeText(low, unit) === changeText(high, unit)
      ? changeText(low, unit)
      : `${changeText(low, unit)} to ${changeText(high, unit)}`,
  bar: 'worse ← 0 → better',
  changeColumns: { figure: 'Figure', round: 'Round', outcome: 'Verdict', gain: 'Gain', interval: '95 % interval' },
  goal: 'Goal',
  met: 'Met',
  isMet: { met: 'met', missed: 'missed', open: 'undecided' },
  went: ({ figure, before, after, size, isMore }) =>
    `${FIGURES[figure]} ${isMore ? 'rose' : 'fell'}${size === undefined ? '' : ` by ${size},`} from ${before} to ${after}.`,
  request: ({ name, figure, before, after, size, isMore }) =>
    `${name} ${FIGURES[figure]} ${before} → ${after}${size === undefined ? '' : ` (${isMore ? 'up' : 'down'} ${size})`}`,
  requests: (told, more) =>
    `Requests that changed most: ${told.join(', ')}${more > 0 ? ` and ${count(more)} more` : ''}.`,
  same: (figures) =>
    `${named(figures)}: the same (within ${[...(figures.some((id) => id !== 'failed') ? ['10 %'] : []), ...(figures.includes('failed') ? ['0.5 points'] : [])].join(' or ')}).`,
  open: (figures, needed) =>
    `${named(figures)}: within what runs differ by, so undecided.${needed === undefined ? '' : ` ${runsNeeded(needed)} a round would decide.`}`,
  single: (figures) => `${named(figures)}: measured once each, which cannot be told from chance.`,
  summary: ({ title, round, sentences }) => `${title}, ${round}: ${sentences.join(' ')}`,
  noFigures: (title) => `${title}: there are no figures to compare.`,
  noRun: ({ title, rounds: without }) => `${title}: not compared, since ${without} has no run of it.`,
  singleRun: (advised) =>
    `Each round was measured once, so its error is unknown. ${count(advised)} runs a round, in turns, tell 20 % from chance (where runs vary by about 5 %).`,
  repeated: (figures) =>
    `Each run is one value, and the ${count(figures)} judged figures of the tables were tested together (pooled t on logarithms, error rates by difference, Holm). If nothing had changed, the chance of any false "better" or "worse" here would be 5 % at most. Intervals (95 %) and bars are of each figure alone.`,
  someSingle: 'The error of a round that was measured once is unknown: its differences may be chance.',
  notInTurns: (round) =>
    `Round 1 and ${round} ran one after the other, not in turns: whatever else changed in between (machine, data, time of day) looks like a difference, too. \`buha compare --run … --run … --rounds 5\` runs them in turns.`,
  offered: (rounds_) =>
    `The throughput of ${rounds_} is what the load generator offered: the system may be able to serve more.`,
  forced: (differences) =>
    `**These runs differ in their conditions (\`--force-compare\`).** Whether the differences below come from the change or from these conditions cannot be told. ${differences}`,
  difference: (what, values) => `${what}: ${values.join(' → ')}`,
  invalidRun: 'a run is not a valid measurement',
  sameConditions: (isChanged) =>
    `Script, load profile, k6 version, machine of the load generator, target and test data are the same in every round${isChanged ? ', apart from what part 2 lists' : ''}.`,
  unknownConditions:
    'Some results have no record (run.json), so whether they were measured under the same conditions is unknown.',
  charts: {
    throughput: 'Throughput by round',
    changes: 'Changes against round 1, with 95 % intervals',
    change: 'Gain (up is better)',
    none: 'no change',
    latency: 'p95 by round',
    round: 'Round',
    eachRun: 'each run',
    text: (all) => `${all.join('; ')}.`,
  },
} satisfies typeof ko;
