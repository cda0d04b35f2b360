import { aboutShare, bytes, count, decimals, duration, level, limitShare, needed, span } from '../../text/format.ts';
import type { planWords as ko } from '../ko/plan.ts';
import type { MachineRow } from '../shapes.ts';
import { iterationsText, vusText } from './load.ts';

/** What is supposed of the server. */
const server = (latencyMs: number | undefined, iterationMs: number) =>
  latencyMs === undefined
    ? `with iterations of ${span(iterationMs)}`
    : latencyMs === 0
      ? 'even if the server answered at once'
      : `even if the server answered every request within ${span(latencyMs)}`;

const list = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');

export const planWords = {
  heading: ({ titles, load, length, vus }) =>
    [titles, ...(load === undefined ? [] : [load]), length, `at most ${vusText(vus)}`].join(' · '),
  atMost: (length) => `at most ${length}`,
  profile: (name, scale, durationScale) =>
    [
      `profile ${name}`,
      ...(scale === 1 ? [] : [`load ×${scale}`]),
      ...(durationScale === 1 ? [] : [`durations ×${durationScale}`]),
    ].join(', '),
  iteration: ({ iterationMs, thinkMs, latencyMs, requests = 1 }) => {
    if (thinkMs === undefined || latencyMs === undefined) return `An iteration is taken to last ${span(iterationMs)}.`;
    const supposed =
      latencyMs === 0
        ? 'That is for a server which answers at once; --expect-latency supposes another.'
        : 'The response time is the one of --expect-latency.';
    return `An iteration: think time ${span(thinkMs)} + ${count(requests)} ${requests === 1 ? 'request' : 'requests'} × response ${span(latencyMs)} = ${span(iterationMs)}\n${supposed}`;
  },
  unknownIteration: (limit) =>
    `An iteration: of unknown length. Say how long one takes, for example:  --iteration-time 1.2s${
      limit === undefined
        ? ''
        : `\n${limit.scenario}: for its ${count(limit.maxVus)} maxVUs to start ${level(limit.peakRate)}/s, an iteration must be over within ${span(limit.longestMs)}.`
    }`,
  executor: (plan) =>
    plan.model === 'open'
      ? `${plan.executor} · preAllocatedVUs ${count(plan.preAllocatedVus)}, maxVUs ${count(plan.maxVus)}`
      : plan.executor,
  between: (from, to) => `${from}–${to}`,
  columns: {
    stage: 'stage',
    vus: 'VUs',
    vuSeconds: 'VU·s',
    estimatedIterations: 'iterations (est.)',
    rate: 'iterations/s',
    planned: 'planned',
    vusNeeded: 'VUs needed',
    deliverable: 'deliverable',
    total: 'all',
    api: 'API',
    scenario: 'scenario',
    iteration: 'iteration',
    iterations: 'planned',
    ceiling: 'most load',
    share: 'can run',
  },
  estimated: (value) => `~${count(value)}`,
  counted: ({ iterations, vus, limitMs }) =>
    `${vusText(vus)} ${vus === 1 ? 'runs' : 'run'} ${iterationsText(iterations)} (at most ${span(limitMs)}).`,
  requests: ({ planned, deliverable }, isEstimated) => {
    const about = isEstimated ? 'about ' : '';
    const can =
      Math.round(deliverable) === Math.round(planned)
        ? ''
        : `, deliverable ${about}${count(deliverable)} (${aboutShare(deliverable / planned)})`;
    return `Requests: planned ${about}${count(planned)}${can}`;
  },
  machineHeading: 'This machine',
  machine: ({ vus, bytes: total, files, connections, requestsPerSec, cores }, machine): MachineRow[] => {
    const told = (value: number | undefined, text: (value: number) => string) =>
      value === undefined ? 'unknown' : text(value);
    return [
      {
        name: 'memory',
        needed: `about ${bytes(total)} (${vusText(vus)})`,
        available: told(machine.availableBytes, bytes),
      },
      { name: 'open files', needed: count(files), available: told(machine.openFiles, count) },
      { name: 'local ports', needed: count(connections), available: told(machine.ports, count) },
      {
        name: 'CPU',
        needed:
          cores === undefined || requestsPerSec === undefined
            ? 'unknown'
            : `about ${needed(cores)} cores (${count(requestsPerSec)} requests/s)`,
        available: `${told(machine.cores, (n) => `${count(n)} ${n === 1 ? 'core' : 'cores'}`)}${machine.busyRatio === undefined ? '' : ` (${aboutShare(machine.busyRatio)} in use now)`}`,
      },
    ];
  },
  machineColumns: { needed: 'this load', available: 'there is' },
  calibrating: 'Measuring the CPU and memory that k6 takes on this machine (about 12 s).',
  notCalibrated: 'What k6 costs this machine could not be measured; values measured before are used.',
  calibrated: ({ k6Cores, vuCores, coreMsPerRequest, vuBytes }) =>
    `Measured here: CPU ${duration(coreMsPerRequest)} a request, ${decimals(k6Cores + 1000 * vuCores)} cores for 1,000 idle VUs, ${bytes(vuBytes)} a VU`,
  verdict: {
    partly: (parts) => `Verdict: the planned load cannot run in full. Of the plan, at most: ${parts.join(', ')}`,
    unknown: (warnings) =>
      `Verdict: whether all of it can run was not judged, since the length of an iteration is unknown${warnings === 0 ? '' : ` (${warnings === 1 ? '1 warning' : `${count(warnings)} warnings`})`}.`,
    doubtful: (warnings) =>
      `Verdict: the load can run, but ${warnings === 1 ? 'one thing needs' : `${count(warnings)} things need`} a look first (see the warnings).`,
    wholly: 'Verdict: all of the planned load can run.',
    whollyAtOnce: 'Verdict: all of the planned load can run if the server answers at once.',
  },
  warningsHeading: (value) => (value === 1 ? '1 warning' : `${count(value)} warnings`),
  noWarnings: 'No warnings',
  warning: {
    'options-ignored': ({ executor, unknown, ran }) =>
      [
        ...(executor === undefined
          ? []
          : [
              `k6 ignores the executor '${executor}' at the top of the options and runs ${ran.join(', ')}. Move it into scenarios.`,
            ]),
        ...(unknown.length === 0
          ? []
          : [
              `k6 has no ${unknown.length === 1 ? 'option' : 'options'} ${list(unknown)} and ignores ${unknown.length === 1 ? 'it' : 'them'}. Check spelling and place.`,
            ]),
      ].join(' '),
    'arrival-ceiling': ({ scenario, ceilingPerSec, peakRate, deliverableRatio, vusNeeded, ...rest }) =>
      `${scenario}: ${server(rest.latencyMs, rest.iterationMs)}, at most about ${level(ceilingPerSec)} iterations per second (${aboutShare(ceilingPerSec / peakRate)} of the goal) and ${aboutShare(deliverableRatio)} of the plan could run. Raise maxVUs to ${count(vusNeeded)} or more.`,
    'time-limit': ({ scenario, iterations, deliverable, limitMs, vus }) =>
      `${scenario}: within its limit of ${span(limitMs)}, ${count(vus)} VUs can run only about ${count(deliverable)} of ${count(iterations)} iterations. Raise the VUs or maxDuration.`,
    memory: ({ neededBytes, availableBytes, vus }) =>
      `Too little memory: ${count(vus)} VUs take about ${bytes(neededBytes)}, and ${bytes(availableBytes)} are available. Use fewer VUs or several machines.`,
    'open-files': ({ needed, limit }) =>
      `A process may open ${count(limit)} files here, fewer than the ${count(needed)} that this load takes, connections included. Raise the limit nofile (ulimit -Hn).`,
    ports: ({ needed, available }) =>
      `There are ${count(available)} local ports for connections to one address, too few for ${count(needed)}. Widen their range (net.ipv4.ip_local_port_range) or use several machines.`,
    cores: ({ needed: cores, available, requestsPerSec }) =>
      `The CPU may not suffice: ${count(requestsPerSec)} requests per second take about ${needed(cores)} cores, and this machine has ${count(available)}. Use several machines.`,
    'slow-vu-start': ({ scenario, preAllocatedVus, added, advisedVus, isMost, growthPerSec }) =>
      `${scenario}: ${count(preAllocatedVus)} preAllocatedVUs are too few, so ${count(added)} VUs have to be started one at a time during the test${growthPerSec > 0 ? ` (the number needed grows by up to ${level(growthPerSec)} per second)` : ''}. Each start costs at least one dropped iteration: ${isMost ? 'set preAllocatedVUs to maxVUs' : `raise preAllocatedVUs to ${count(advisedVus)} or more`}.`,
    busy: ({ busyRatio }) =>
      `Other programs are using ${aboutShare(busyRatio)} of this machine's CPU. When k6 is late, response times look longer than they are: end those programs first.`,
  },
  warningOf: (titles, warning) => `[${titles.join(', ')}] ${warning}`,
  runWarning: (warning) => `warning: ${warning}`,
  runMore: (value, command) =>
    `${value === 1 ? 'There is 1 more warning' : `There are ${count(value)} more warnings`}; see them with:  ${command}`,
  nothingToDraw: 'The load is a number of iterations without a level to draw, so no file was written.',
  business: {
    heading: 'Load from business figures',
    title: 'Peak hour',
    rows: ({ dau, requestsPerUser, peakShare, iterationMs, requestsPerIteration, ...load }) => {
      const perIteration = requestsPerIteration === 1 ? '' : ` ÷ ${level(requestsPerIteration)} requests per iteration`;
      return [
        {
          name: 'requests per day',
          formula: `${count(dau)} DAU × ${level(requestsPerUser)} per user`,
          result: count(load.requestsPerDay),
        },
        {
          name: 'mean TPS',
          formula: `${count(load.requestsPerDay)} ÷ 86,400s`,
          result: `${decimals(load.meanPerSec)}/s`,
        },
        {
          name: 'requests in the peak hour',
          formula: `${count(load.requestsPerDay)} × peak share ${limitShare(peakShare)}`,
          result: count(load.peakHourRequests),
        },
        {
          name: 'peak TPS',
          formula: `${count(load.peakHourRequests)} ÷ 3,600s`,
          result: `${decimals(load.peakPerSec)}/s`,
        },
        {
          name: 'VUs needed',
          formula: `${decimals(load.peakPerSec)}/s${perIteration} × iteration ${span(iterationMs)} (Little's law)`,
          result: count(load.vus),
        },
      ];
    },
    options: ({ vus, margin }) =>
      `Options for k6 (${count(vus)} VUs: enough for iterations that take up to ${margin} times as long)`,
    optionsFile:
      'Add -o options.json for a file. k6 takes it for a script that has no options of its own:  k6 run --config options.json script.js',
  },
} satisfies typeof ko;
