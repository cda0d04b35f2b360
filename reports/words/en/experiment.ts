import type { Varied } from '../../model/experiment.ts';
import type { experiment as ko } from '../ko/experiment.ts';
import type { ExperimentFacts } from '../shapes.ts';

const KEYS: Readonly<Record<Varied, string>> = { users: 'user', products: 'product', vus: 'VU' };
const NAMES: Readonly<Record<Varied, string>> = { users: 'users', products: 'products', vus: 'VUs' };

/** By how much, and how sure that is. */
const gained = ({ gain, range }: ExperimentFacts) => `${gain} (95% interval ${range})`;

export const experiment = {
  title: ({ title, varied }) => `Experiment: does the throughput of ${title} depend on the number of ${NAMES[varied]}?`,
  hypothesis: (varied) =>
    varied === 'vus'
      ? 'The system is below its limit. Then throughput must grow with the number of virtual users.'
      : `Each ${KEYS[varied]} has a lock of its own, and these locks hold the throughput back. Then throughput must grow with the number of ${NAMES[varied]} in the test data.`,
  verdict: { supported: 'supported', refuted: 'refuted', undecided: 'undecided' },
  reason: {
    grew: (facts) => {
      const { varied, small, large, smallPerSec, largePerSec } = facts;
      const more = `From ${small} to ${large} ${NAMES[varied]} throughput grew from ${smallPerSec}/s to ${largePerSec}/s, by ${gained(facts)}.`;
      return varied === 'vus' ? `${more} With ${small} VUs the system was not at its limit.` : more;
    },
    flat: (facts) => {
      const { varied, small, large, smallPerSec, largePerSec } = facts;
      const same = `From ${small} to ${large} ${NAMES[varied]} throughput only went from ${smallPerSec}/s to ${largePerSec}/s, by ${gained(facts)}.`;
      return varied === 'vus'
        ? `${same} With ${small} VUs the system is at its limit already.`
        : `${same} As the system was saturated with ${small} ${NAMES[varied]}, what holds the throughput back is something else than a lock by ${KEYS[varied]}.`;
    },
    'carried-more': ({ varied, small, smallPerSec, allowed }) =>
      `With only ${small} ${NAMES[varied]} the system served ${smallPerSec}/s. If the hypothesis were true, it could not have served more than ${allowed ?? ''}/s: there is no lock by ${KEYS[varied]} that is held for so long.`,
    'not-saturated': ({ varied, small, smallPerSec, allowed }) =>
      `Even with ${small} ${NAMES[varied]} the system was not saturated (${smallPerSec}/s${allowed === undefined ? '' : `, where the hypothesis allows ${allowed}/s`}). Under this load a lock would not show: run again with a larger --scale.`,
    spread: (facts) => {
      const { varied, small, large, smallPerSec, largePerSec } = facts;
      return `It was ${smallPerSec}/s with ${small} ${NAMES[varied]} and ${largePerSec}/s with ${large}, but whether the difference (${gained(facts)}) is chance cannot be told. Repeat more often (--repeat), or hold the load for longer.`;
    },
    'few-runs': () => 'Each value must be measured at least three times. Run again with --repeat 3 or more.',
    'invalid-run': () =>
      'Some run is invalid or had many failed requests, so nothing can be told. See the reports of the runs for the cause.',
  },
  lockTime: {
    given: (time) => `The lock was taken to be held for ${time}, as given.`,
    shop: (time) => `The lock was taken to be held for ${time}, as the built-in mock shop models it.`,
    report: (time) => `The lock was taken to be held for ${time}, as in the newest run that raised this hypothesis.`,
  },
  allowed: ({ varied, small, perSec }) => `Then ${small} ${NAMES[varied]} allow at most ${perSec}/s.`,
  varied: NAMES,
  changed: {
    users: 'The load was the same, only the number of users changed.',
    products: 'The load was the same, only the number of products changed.',
    vus: 'The profile was the same, only the number of VUs changed.',
  },
  columns: { runs: 'runs', perSec: 'TPS', p95: 'p95', saturated: 'saturated' },
  saturated: ({ saturated, of }) => `${saturated} of ${of} runs`,
  rivals: (varied) =>
    varied === 'vus'
      ? 'Where the limit lies takes more VUs, until throughput grows no more.'
      : `Other resources that are divided by ${KEYS[varied]} (row locks, shards, caches) would give the same result; the wait statistics of the system tell which it is.`,
  notTheMost: (value, perSec, varied) =>
    `With ${value} ${NAMES[varied]} the system was not saturated, so it may serve more than ${perSec}/s.`,
  conditions: {
    started: 'started',
    profile: 'load profile',
    target: 'target',
    k6: 'k6',
    generator: 'generating machine',
  },
  chart: 'Throughput by value',
  chartP95: 'p95 by value',
  median: 'median',
  foretold: 'most that the hypothesis allows',
  running: ({ number, of, varied, value }) => `[${number}/${of}] ${value} ${NAMES[varied]}`,
  stopped: 'The experiment was stopped. What follows rests on the runs so far.',
} satisfies typeof ko;
