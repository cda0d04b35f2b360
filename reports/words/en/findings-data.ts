import type { Contradiction } from '../../model/run.ts';
import { count, duration, share } from '../../render/format.ts';
import { code } from '../../render/markdown-text.ts';
import { contradictingFigures } from '../contradiction.ts';
import type { FindingWords } from '../report.ts';

const list = (names: readonly string[]) => new Intl.ListFormat('en').format(names.map((name) => code(name)));

function contradictionText(contradiction: Contradiction): string {
  const { metric, statistic, used, other } = contradiction;
  const [here, there] = contradictingFigures(contradiction);
  return `${code(statistic)} of ${code(metric)} is ${here} in ${code(used.file)} and ${there} in ${code(other.file)}`;
}

/** Findings about the data: how the figures came about, and what not to conclude from them. */
export const dataFindings: Pick<
  FindingWords,
  | 'options-ignored'
  | 'contradictory-sources'
  | 'setup-in-figures'
  | 'skewed-test-data'
  | 'mixed-scenarios'
  | 'closed-model'
  | 'weak-quantile'
  | 'no-raw-samples'
> = {
  'options-ignored': {
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
      problem: 'Some of the options were ignored with a mere warning, so another test ran than was meant.',
      action:
        executor === undefined
          ? `Check the spelling and the place of ${list(unknown)}; mend or remove what is wrong.`
          : 'Make a scenario within `scenarios` and move `executor` and its options into it.',
      effect: 'The load that was meant runs. Under other conditions it cannot be compared with this run directly.',
      experiment: 'See whether `k6 inspect script.js` prints the option.',
    }),
  },
  'contradictory-sources': {
    sentence: ({ contradictions }) => {
      const [first] = contradictions;
      const more = contradictions.length > 1 ? ` There are ${count(contradictions.length)} such figures.` : '';
      return `Files given as one run state figures differently. ${first ? `${contradictionText(first)}.` : ''}${more} This report follows the former file.`;
    },
    improvement: ({ contradictions: [first] }) => ({
      problem: 'Files of different runs may be mixed, or one was changed later: the figures cannot simply be trusted.',
      action: `Check by time and number of requests that ${first ? `${code(first.used.file)} and ${code(first.other.file)}` : 'the files'} come from the same run.`,
      effect: 'With the files of one run alone, every figure of the report is settled.',
      experiment: 'Leave out the doubtful file, write the report again and see whether this finding disappears.',
    }),
  },
  'setup-in-figures': {
    sentence: ({ requests, setupMaxMs, totalMaxMs, avgMs, avgWithoutMs }) => {
      const sent =
        requests === undefined
          ? 'Response times include requests of setup() and teardown().'
          : `Response times include ${count(requests)} ${requests === 1 ? 'request' : 'requests'} of setup() and teardown().`;
      const max =
        setupMaxMs >= totalMaxMs
          ? ` The overall maximum of ${duration(totalMaxMs)} is one of them.`
          : ` The slowest of them took ${duration(setupMaxMs)} and does not touch the overall maximum of ${duration(totalMaxMs)}.`;
      if (avgMs === undefined || avgWithoutMs === undefined) return `${sent}${max}`;
      const [avg, without] = [duration(avgMs), duration(avgWithoutMs)];
      const mean =
        avg === without
          ? ` Without them the mean stays ${avg}.`
          : ` Without them the mean is ${without} instead of ${avg}.`;
      return `${sent}${max}${mean}`;
    },
    improvement: () => ({
      problem: 'Requests that prepare and clean up are mixed into the response times of what is tested.',
      action:
        'Judge by the figures per scenario (`http_req_duration{scenario:name}`), or move the preparation out of k6.',
      effect: 'Mean and maximum describe what is tested only; the system stays as it is.',
      experiment: 'Compare the maximum per scenario with the overall one.',
    }),
  },
  'skewed-test-data': {
    sentence: ({ keys, kind }) => {
      const effect =
        kind === 'read'
          ? 'caches hit more often here, and reads may have been measured faster than they are.'
          : kind === 'write'
            ? 'writes meet at the same key more often here, and may have been measured slower than they are.'
            : 'writes may have been measured slower, and cached reads faster, than they are.';
      return `All requests go to ${count(keys)} ${keys === 1 ? 'key' : 'keys'} (users, products), so that each takes ${share(1 / keys)} of them on average. Real traffic spreads far wider: ${effect}`;
    },
    improvement: ({ keys }) => ({
      problem: `With ${count(keys)} ${keys === 1 ? 'key' : 'keys'} the test data does not stand for real traffic.`,
      action:
        'Use as many keys as production has, in a similar distribution. Where that is unknown, spread evenly over 100 or more.',
      effect:
        'If contention was the cause, writes become faster; if a cache was, reads become slower. Either is closer to the truth.',
      experiment: `Run the same load with ${count(keys)} and with ${count(keys * 10)} keys and compare throughput and p95.`,
    }),
  },
  'mixed-scenarios': {
    sentence: ({ scenarios }) =>
      `${list(scenarios)} ran at the same time, and the output does not tell them apart. The overall mean and percentiles mix different loads and cannot be read as the response times of any one scenario.`,
    improvement: ({ scenarios }) => ({
      problem: 'The response times of each scenario are unknown.',
      action: `Name sub-metrics such as ${code(`http_req_duration{scenario:${scenarios[0] ?? ''}}`)} in a threshold, so that the summary holds figures per scenario.`,
      effect: 'Mean and percentiles per scenario become visible; the system stays as it is.',
      experiment: 'Run the scenarios one by one to see how much they affect each other.',
    }),
  },
  'closed-model': {
    sentence: ({ scenarios, dropped }) =>
      `In ${list(scenarios)} users wait for the response before they send the next request (closed model). A slow server is asked less often, so percentiles describe only the requests that were sent.${dropped === undefined ? '' : ` The ${count(dropped)} iterations that could not start became no requests and are in no percentile either.`}`,
  },
  'weak-quantile': {
    sentence: ({ samples, quantiles }) => {
      const names = quantiles.map(({ name, needed }) => `${name === 'p999' ? 'p99.9' : name} (needs ${count(needed)})`);
      return `With ${count(samples)} ${samples === 1 ? 'request' : 'requests'}, chance weighs heavily on ${names.join(', ')}.`;
    },
    improvement: ({ samples, quantiles }) => {
      const needed = Math.max(...quantiles.map((quantile) => quantile.needed));
      return {
        problem: `${count(samples)} requests are too few for high percentiles.`,
        action: `Run for longer, until there are ${count(needed)} requests or more.`,
        effect: 'Percentiles settle; the system stays as it is.',
        experiment: 'Run two or three times under the same conditions and see how much the percentiles differ.',
      };
    },
  },
  'no-raw-samples': {
    sentence: () =>
      'There is a summary and no raw sample, so when it became slow, the throughput of each phase and the distribution of response times are unknown.',
    improvement: () => ({
      problem: 'Figures over the whole run do not show what changed from one level of load to the next.',
      action: 'Run k6 with `--out csv=samples.csv.gz` to keep the raw samples, too.',
      effect: 'Throughput and percentiles per stage and the start of errors become known. k6 uses a little more CPU.',
      experiment: 'Run the same load again, with samples.',
    }),
  },
};
