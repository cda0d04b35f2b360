import type { ServerMetricFigures } from '../../model/finding-figures.ts';
import type { ServerMeasure, ServerResource } from '../../model/server-metrics.ts';
import { aboutShare, count, figure } from '../../text/format.ts';
import { code } from '../../text/markdown-text.ts';
import type { FindingWords } from '../finding.ts';

const RESOURCES: Readonly<Record<ServerResource, string>> = {
  'connection-pool': 'the connection pool',
  threads: 'the worker threads',
  lock: 'a lock',
  gc: 'garbage collection',
  'event-loop': 'the event loop',
  throttling: 'the CPU limit',
  clients: 'the limit of connections',
  timeouts: 'the connection pool',
  restarts: 'restarts',
};

const EVENTS: Partial<Readonly<Record<ServerResource, string>>> = {
  timeouts: 'Waits for a connection that timed out',
  restarts: 'Restarts of containers',
  lock: 'Deadlocks',
};

const MEASURES: Readonly<Record<ServerMeasure, (resource: ServerResource) => string>> = {
  waiting: (resource) => `Waits for ${RESOURCES[resource]}`,
  used: (resource) => `The use of ${RESOURCES[resource]}`,
  lost: (resource) => `The aboutShare of time lost to ${RESOURCES[resource]}`,
  delay: (resource) => `The delay of ${RESOURCES[resource]}`,
  events: (resource) => EVENTS[resource] ?? RESOURCES[resource],
};

const amountOf = (measure: ServerMeasure, value: number): string => {
  switch (measure) {
    case 'waiting':
      return count(Math.round(value));
    case 'used':
    case 'lost':
      return aboutShare(value);
    case 'delay':
      return `${figure(value)} s`;
    case 'events':
      return `${figure(value)}/s`;
  }
};

const ACTIONS: Readonly<Record<ServerResource, string>> = {
  'connection-pool':
    'First shorten the time a request holds a connection (outside calls within a transaction, slow queries), then enlarge the pool if the database has room.',
  threads: 'Shorten the time a request holds a thread, then add threads if what lies behind them has room.',
  lock: 'Shorten the time the lock is held: move outside calls and reads out of it, and lock less.',
  gc: 'Look at the size of the heap and at the code that allocates most.',
  'event-loop':
    'Find what blocks the event loop (serialisation, encryption, long loops) with a profiler, and split it or move it to a worker.',
  throttling: 'Raise the CPU limit of the container, or make requests cheaper.',
  clients: 'Let fewer clients hold connections, and raise the limit if the server has room.',
  timeouts: 'Requests gave up waiting for a connection: see how long connections are held, and the size of the pool.',
  restarts: 'See from the container’s log why it was restarted (memory limit, failed health check).',
};

export const resourceName = ({ resource }: Pick<ServerMetricFigures, 'resource'>): string => RESOURCES[resource];

export function turned({ name, resource, measure, before, after, sinceSec, stoppedSec }: ServerMetricFigures): string {
  return `${MEASURES[measure](resource)} (${code(name)}) rose from ${amountOf(measure, before)} to about ${amountOf(measure, after)} from second ${count(sinceSec)} on, and throughput stopped growing at second ${count(stoppedSec)}.`;
}

export const supposedShort = ({ resource }: ServerMetricFigures): string =>
  `As both came together, throughput seems to have been limited by ${RESOURCES[resource]}.`;

export const metricAction = ({ resource }: ServerMetricFigures): string => ACTIONS[resource];

/** Findings from what the monitoring of the tested system says. */
export const metricFindings = {
  'server-metric': {
    title: 'What ran out when throughput stopped',
    fact: turned,
    sentence: supposedShort,
    doubt: ({ others }) => ({
      refutedBy:
        'easing this resource alone raises throughput by less than 10% under the same load: another one is then the limit.',
      rivals:
        others.length > 0
          ? `${others.map(code).join(', ')} rose at the same time: that may be the cause, and this its effect.`
          : 'It may have risen as an effect of something behind it that became slow, such as a database or another service.',
    }),
    improvement: (figures) => ({
      action: ACTIONS[figures.resource],
      effect: 'If this is the limit, half the time that a request holds it at most doubles throughput.',
      experiment: `Change ${RESOURCES[figures.resource]} alone, run both in turns at least three times and compare throughput.`,
    }),
  },
} satisfies Partial<FindingWords>;
