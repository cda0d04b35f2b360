import type { FigureId } from '../../model/comparable.ts';
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

export const rounds = {
  title: (titles) => `Before and after: ${titles.join(', ')}`,
  round: (number, label) => (label === undefined ? `Round ${number}` : `Round ${number} (${label})`),
  figures: FIGURES,
  verdict: 'Verdict',
  gain: (round) => `${round}: gain`,
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
  lastRound: (verdicts, worse, isSure) =>
    `Last round: ${verdicts.join(', ')}${worse.length === 0 ? '' : ` · worse than round 1${isSure ? '' : ' (measured once)'}: ${worse.map((id) => FIGURES[id]).join(', ')}`}`,
  late: (round, runs) =>
    `${round}: the load generator was late in ${runs === 1 ? '1 run' : `${runs} runs`}, so response times may look longer than they are. [inferred]`,
  steps: {
    late: (rounds_) => `Run ${rounds_.join(', ')} again on a load generator that is not busy`,
    more: (rounds_, runs) =>
      `Run ${rounds_.join(', ')} ${runs === 1 ? 'once' : `${runs} times`} more${rounds_.length > 1 ? ' each' : ''}`,
    decides:
      'Compared anew, with the runs of each round behind `--round`: apart where ranges do not overlap, else undecided',
  },
  tooFew: 'too few samples',
  spread: ({ median, min, max, runs }) => `${median} (${min} to ${max}, ${runs} runs)`,
  outcome: ({ size, isGain, isUndecided }) => {
    if (size === undefined) return 'unchanged';
    const word = `${size} ${isGain ? 'better' : 'worse'}`.trim();
    return isUndecided ? `undecided (${word})` : word;
  },
  points: (points) => `${points} points`,
  went: ({ figure, before, after, size, isMore, isUndecided }) => {
    const name = FIGURES[figure];
    if (size === undefined) return `${name} stayed at ${after}.`;
    const change = `${name} ${isMore ? 'rose' : 'fell'}${size === '' ? '' : ` by ${size},`} from ${before} to ${after}`;
    return isUndecided ? `${change}, but runs of one round differ by more than that: undecided.` : `${change}.`;
  },
  summary: ({ title, round, sentences }) => `${title}, ${round}: ${sentences.join(' ')}`,
  noFigures: (title) => `${title}: there are no figures to compare.`,
  noRun: ({ title, rounds: without }) => `${title}: not compared, since ${without} has no run of it.`,
  singleRun:
    'Each round was measured once, so its error is unknown. Measure each at least three times to tell the differences below from chance.',
  repeated: ({ runs, share }) =>
    `Medians of several runs, with their range. Rounds whose ranges overlap are undecided. If nothing had changed, ranges of ${runs[0] === runs[1] ? `${runs[0]} runs each` : `${runs[0]} and ${runs[1]} runs`} would still not overlap, by chance, in ${share} of all cases.`,
  someSingle: 'The error of a round that was measured once is unknown: its differences may be chance.',
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
    latency: 'p95 by round',
    round: 'Round',
    eachRun: 'each run',
    text: (all) => `${all.join('; ')}.`,
  },
} satisfies typeof ko;
