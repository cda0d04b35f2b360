import { aboutShare, count, dayAndTime, shortRate } from '../../text/format.ts';
import { code } from '../../text/markdown-text.ts';
import type { FindingWords } from '../finding.ts';
import { time } from './times.ts';

const list = (names: readonly string[]) => new Intl.ListFormat('en').format(names.map((name) => code(name)));

/** Findings about the data: how the figures came about, and what not to conclude from them. */
export const dataFindings = {
  'options-ignored': {
    title: 'Options that k6 ignored',
    sentence: ({ executor, unknown, ran }) => {
      const instead = ran.length > 0 ? ` What ran is ${list(ran)}.` : '';
      const top =
        executor === undefined
          ? []
          : [
              `k6 ignores an \`executor\` at the top of the options (${code(executor)}); it can only be set within \`scenarios\`.${instead}`,
            ];
      const others =
        unknown.length === 0
          ? []
          : [`k6 2.2 ignores the unknown ${unknown.length === 1 ? 'option' : 'options'} ${list(unknown)}.`];
      return [...top, ...others].join(' ');
    },
    improvement: ({ executor, unknown }) => ({
      action:
        executor === undefined
          ? `Check the spelling and the place of ${list(unknown)}; fix or remove what is wrong.`
          : 'Make a scenario within `scenarios` and move `executor` and its options into it.',
      effect: 'The load that was meant runs. Under other conditions it cannot be compared with this run directly.',
      experiment: 'See whether `k6 inspect script.js` prints the option.',
    }),
  },
  'other-runs': {
    title: 'Runs at the same time on the same machine',
    sentence: ({ runs, first: { pid, script, startedAt } }) =>
      `${runs === 1 ? 'Another run of buha' : `${count(runs)} other runs of buha`} went on at the same time on the same machine (${runs === 1 ? '' : 'the first: '}${code(script)}, pid ${pid}, since ${dayAndTime(startedAt)}). They shared CPU and network, so the load generator is in the figures of this run and of the ${runs === 1 ? 'other' : 'others'}.`,
    improvement: () => ({
      action: 'Run the same load again once the other run has ended.',
      effect: 'Response times and throughput are those of the tested system alone.',
      experiment: 'Compare a run that has the machine for itself with this one.',
    }),
  },
  'setup-in-figures': {
    title: 'Requests of setup() and teardown() in the figures',
    sentence: ({ requests, setupMaxMs, totalMaxMs, isSlowest, avgMs, avgWithoutMs }) => {
      const sent =
        requests === undefined
          ? 'Response times include requests of setup() and teardown().'
          : `Response times include ${count(requests)} ${requests === 1 ? 'request' : 'requests'} of setup() and teardown().`;
      const max = isSlowest
        ? ` The overall maximum of ${time(totalMaxMs)} is one of them.`
        : ` The slowest of them took ${time(setupMaxMs)} and does not touch the overall maximum of ${time(totalMaxMs)}.`;
      if (avgMs === undefined || avgWithoutMs === undefined) return `${sent}${max}`;
      const [avg, without] = [time(avgMs), time(avgWithoutMs)];
      const mean =
        avg === without
          ? ` Without them the mean stays ${avg}.`
          : ` Without them the mean is ${without} instead of ${avg}.`;
      return `${sent}${max}${mean}`;
    },
    improvement: () => ({
      action:
        'Judge by the figures per scenario (`http_req_duration{scenario:name}`), or move the preparation out of k6.',
      effect: 'Mean and maximum describe what is tested only; the system stays as it is.',
      experiment: 'Compare the maximum per scenario with the overall one.',
    }),
  },
  'mixed-scenarios': {
    title: 'Results that do not tell scenarios apart',
    sentence: ({ scenarios, unsplit }) =>
      `${list(scenarios)} ran at the same time, and the output ${unsplit.length < scenarios.length ? `holds no response times of ${list(unsplit)} alone` : 'does not tell them apart'}. The overall mean and percentiles mix different loads and cannot be read as the response times of any one scenario.`,
    improvement: ({ unsplit }) => ({
      action: `Name sub-metrics such as ${code(`http_req_duration{scenario:${unsplit[0] ?? ''}}`)} in a threshold, so that the summary holds figures per scenario.`,
      effect: 'Mean and percentiles per scenario become visible; the system stays as it is.',
      experiment: 'Run the scenarios one by one to see how much they affect each other.',
    }),
  },
  'closed-model': {
    title: 'Closed load model',
    sentence: ({ scenarios, dropped }) =>
      `In ${list(scenarios)} users wait for the response before they send the next request (closed model). A slow server is asked less often, so percentiles describe only the requests that were sent.${dropped === undefined ? '' : ` The ${count(dropped)} iterations that could not start became no requests and are in no percentile either.`}`,
  },
  'weak-quantile': {
    title: 'Quantiles on few samples',
    sentence: ({ samples, quantiles }) => {
      const names = quantiles.map(({ name, needed }) => `${name === 'p999' ? 'p99.9' : name} (needs ${count(needed)})`);
      return `With ${count(samples)} ${samples === 1 ? 'request' : 'requests'}, chance weighs heavily on ${names.join(', ')}.`;
    },
    improvement: ({ neededSamples: needed }) => ({
      action: `Run for longer, until there are ${count(needed)} requests or more.`,
      effect: 'Percentiles settle; the system stays as it is.',
      experiment: 'Run two or three times under the same conditions and see how much the percentiles differ.',
    }),
  },
  silence: {
    title: 'Time without a sample',
    sentence: ({ fromSec, toSec, share: part, perSec }) => {
      const rates =
        perSec === undefined
          ? ' Rates divide by this time, too.'
          : ` Rates divide by this time, too: ${shortRate(perSec.toldPerSec)} requests per second, and ${shortRate(perSec.withoutPerSec)} without it.`;
      return `From second ${count(fromSec)} to second ${count(toSec)} of the run, for ${time((toSec - fromSec) * 1000)} (${aboutShare(part)} of it), there is no sample at all.${rates}`;
    },
    improvement: () => ({
      action:
        'Check whether the machine of the load generator slept, its clock was set, or rows of another run are in the file.',
      effect: 'Without the gap, rates describe the load; the system stays as it is.',
      experiment: 'Run the same load with sleep mode off, or read the file again without the other rows.',
    }),
  },
  'clock-set': {
    title: 'The clock was set during the run',
    sentence: ({ setSec, share: ratio }) =>
      `During the run the clock of the load generator was set ${setSec > 0 ? 'forward' : 'back'} by about ${time(Math.abs(setSec) * 1000)}, ${aboutShare(ratio)} of its length: length, figures per second and by time may be off by as much.`,
    improvement: () => ({
      action: 'See that nothing sets the clock during a run (NTP, the time of a virtual machine, suspend).',
      effect: 'With a clock left alone, figures per second and by time describe the load; the system stays as it is.',
      experiment: 'Run the same load again once the clock is right.',
    }),
  },
  'clock-back': {
    title: 'Time went back',
    sentence: ({ fromSec, toSec, backSec }) =>
      `From second ${count(fromSec)} to second ${count(toSec)} of the run the same time comes twice: k6 counts its users once a second, and did so ${count(backSec)} times more often, so that time went back by about ${time(backSec * 1000)}. Figures per second and by time are higher there than they were, and the throughput may be divided by too short a time.`,
    improvement: () => ({
      action:
        'Check whether the clock of the load generator was set during the run (NTP, the time of a virtual machine), or rows of another run are in the file.',
      effect: 'With time in one piece, figures per second and by time describe the load; the system stays as it is.',
      experiment: 'Set the clock and run the same load again, or read the file again without the other rows.',
    }),
  },
  'many-names': {
    title: 'Ids within addresses',
    sentence: ({ addresses, names, isMost, example }) =>
      `The script names no requests, so ${count(addresses)}${isMost ? ' or more' : ''} different addresses were grouped ${names === 1 ? `as ${code(example)}` : `under ${count(names)} names (${code(example)}, for example)`}: numbers, UUIDs, long random parts and the values of queries became ${code('{id}')}.`,
    improvement: ({ advised }) => ({
      action: `Name the requests, for example ${code(`http.get(url, { tags: { name: '${advised}' } })`)}.`,
      effect: 'Figures are told apart by the names of the script; the system stays as it is.',
      experiment: 'Run the script with its names for a moment, and look at the names of the requests.',
    }),
  },
  'no-raw-samples': {
    title: 'No raw samples',
    sentence: () =>
      'There is a summary and no raw sample. It does not tell when responses became slow, what the throughput of each phase was, or how response times were distributed.',
    improvement: () => ({
      action: 'Run k6 with `--out csv=samples.csv.gz` to keep the raw samples, too.',
      effect: 'Throughput and percentiles per stage and the start of errors become known. k6 uses a little more CPU.',
      experiment: 'Run the same load again, with samples.',
    }),
  },
} satisfies Partial<FindingWords>;
