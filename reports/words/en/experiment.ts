import type { Varied } from '../../model/experiment.ts';
import type { experiment as ko } from '../ko/experiment.ts';
import type { ExperimentFacts } from '../shapes.ts';
import { vusOf } from './load.ts';

const KEYS: Readonly<Record<Varied, string>> = { users: 'user', products: 'product', vus: 'VU' };
const NAMES: Readonly<Record<Varied, string>> = { users: 'users', products: 'products', vus: 'VUs' };

/** By how much, and how sure that is. */
const gained = ({ gain, range }: ExperimentFacts) => `${gain} (95% interval ${range})`;

export const experiment = {
  title: ({ title, varied }) => `Experiment: does the number of ${NAMES[varied]} limit the throughput? (${title})`,
  hypothesis: (varied) =>
    varied === 'vus'
      ? 'The system is below its limit. If so, throughput must grow with the number of virtual users.'
      : `Each ${KEYS[varied]} has a lock of its own, and these locks limit the throughput. If so, throughput must grow with the number of ${NAMES[varied]} in the test data.`,
  verdict: { supported: 'Supported', refuted: 'Refuted', undecided: 'Undecided' },
  reason: {
    grew: (facts) => {
      const { varied, small, large, smallPerSec, largePerSec } = facts;
      const more = `From ${small} to ${large} ${NAMES[varied]} throughput grew from ${smallPerSec}/s to ${largePerSec}/s, by ${gained(facts)}.`;
      return varied === 'vus' ? `${more} With ${vusOf(small)} the system was not at its limit.` : more;
    },
    flat: (facts) => {
      const { varied, small, large, smallPerSec, largePerSec } = facts;
      const same = `From ${small} to ${large} ${NAMES[varied]} throughput only went from ${smallPerSec}/s to ${largePerSec}/s, by ${gained(facts)}.`;
      return varied === 'vus'
        ? `${same} With ${vusOf(small)} the system is already at its limit.`
        : `${same} As the system was saturated with ${small} ${NAMES[varied]}, something other than a lock per ${KEYS[varied]} limits the throughput.`;
    },
    'carried-more': ({ varied, small, smallPerSec, allowed }) =>
      `With only ${small} ${NAMES[varied]} the system served ${smallPerSec}/s. If the hypothesis were true, it could not have served more than ${allowed ?? ''}/s: there is no lock per ${KEYS[varied]} that is held for that long.`,
    'not-saturated': ({ varied, small, smallPerSec, allowed }) =>
      `Even with ${small} ${NAMES[varied]} the system was not saturated (${smallPerSec}/s${allowed === undefined ? '' : `, where the hypothesis allows ${allowed}/s`}). A lock would not show under this load.`,
    spread: (facts) => {
      const { varied, small, large, smallPerSec, largePerSec } = facts;
      return `It was ${smallPerSec}/s with ${small} ${NAMES[varied]} and ${largePerSec}/s with ${large}, but the difference (${gained(facts)}) may be chance.`;
    },
    'few-runs': () => 'Each value must be measured at least three times.',
    'invalid-run': () => 'A run is invalid or had many failed requests, so nothing can be concluded.',
  },
  lockTime: {
    given: (time) => `The lock is assumed to be held for ${time}, as given.`,
    shop: (time) => `The lock is assumed to be held for ${time}, as the built-in mock shop models it.`,
    report: (time) => `The lock is assumed to be held for ${time}, as in the newest run that raised this hypothesis.`,
  },
  allowed: ({ varied, small, perSec }) => `With that, ${small} ${NAMES[varied]} allow at most ${perSec}/s.`,
  varied: { users: 'Users', products: 'Products', vus: 'VUs' },
  changed: {
    users: 'The load stayed the same; only the number of users changed.',
    products: 'The load stayed the same; only the number of products changed.',
    vus: 'The profile stayed the same; only the number of VUs changed.',
  },
  columns: { runs: 'Runs', perSec: 'TPS', p95: 'p95', saturated: 'Saturated' },
  saturated: ({ saturated, of }) => `${saturated} of ${of} runs`,
  rivals: (varied) =>
    varied === 'vus'
      ? 'To find the limit, add VUs until throughput no longer grows.'
      : `Other resources that are split by ${KEYS[varied]} (row locks, shards, caches) would give the same result; the system's wait statistics tell which it is.`,
  notTheMost: (value, perSec, varied) =>
    `With ${value} ${NAMES[varied]} the system was not saturated, so it may serve more than ${perSec}/s.`,
  nextStep: 'Next step',
  next: {
    mended: {
      task: ({ varied }) =>
        `Make requests of one ${KEYS[varied]} wait less for each other (move external calls and reads out of the lock, or replace the lock with a conditional \`UPDATE\`), then the same experiment again`,
      criterion: ({ varied, small }) => `It worked if throughput with ${small} ${NAMES[varied]} is higher than now`,
    },
    heavier: {
      task: ({ varied }) =>
        varied === 'vus' ? 'Add VUs to find the limit' : 'The same experiment again with twice the load',
      criterion: ({ varied, small }) =>
        varied === 'vus'
          ? 'The limit is where throughput grows by less than 10%'
          : `It decides once runs with ${small} ${NAMES[varied]} are saturated`,
    },
    oftener: {
      task: () => 'The same experiment again with more runs of each value',
      criterion: () => 'It decides once the 95% interval does not hold 10%',
    },
    thrice: { task: () => 'Run each value three times', criterion: () => 'Supported or refuted' },
    valid: {
      task: () => 'Remove the cause that the reports of the runs name, then the same experiment again',
      criterion: () => 'Every run is valid, and hardly a request fails',
    },
    ofFile: (file) => ` (in place of ${file} the file that this experiment used)`,
    limit: {
      task: 'Raise the load step by step to find the limit of the system',
      criterion: 'The level at which twice the VUs bring less than 10% more throughput, and its p95',
    },
  },
  conditions: {
    started: 'Started',
    profile: 'Load profile',
    target: 'Target',
    k6: 'k6',
    generator: 'Load generator',
  },
  chart: (varied) => `Throughput by number of ${NAMES[varied]}`,
  chartP95: (varied) => `p95 by number of ${NAMES[varied]}`,
  chartText: (name, told, varied) =>
    `${name.replace(/^t/, 'T')}: ${told.map(({ value, figure }) => `${figure} with ${value} ${NAMES[varied]}`).join(', ')}.`,
  foretoldMost: ({ value, perSec, varied }) =>
    `If the hypothesis holds, ${value} ${NAMES[varied]} allow up to about ${perSec} per second (beyond the chart).`,
  mean: 'mean',
  foretold: 'most that the hypothesis allows',
  running: (varied, value) => `${value} ${NAMES[varied]}`,
  stopped: 'The experiment was stopped. What follows rests on the runs so far.',
} satisfies typeof ko;
