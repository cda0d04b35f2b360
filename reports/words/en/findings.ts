import { count, share } from '../../render/format.ts';
import { code } from '../../render/markdown-text.ts';
import type { FindingWords } from '../report.ts';

const list = (names: readonly string[]) => new Intl.ListFormat('en').format(names.map((name) => code(name)));

export const findings: FindingWords = {
  'load-not-delivered': {
    sentence: ({ scenario, model, planned, delivered, ratio, peakRate }) => {
      if (model === 'closed') {
        return `Of the ${count(planned / 1000)} VU-seconds that ${code(scenario)} planned, ${count(delivered / 1000)} (${share(ratio)}) were used. The planned number of concurrent users was not kept up, so the results hold only for the load that ran.`;
      }
      const limit =
        peakRate === undefined
          ? 'The results hold only for the load that ran.'
          : `This run alone does not show that the system carries a peak of ${count(peakRate)} per second.`;
      return `Of the ${count(planned)} iterations that ${code(scenario)} planned, only ${count(delivered)} ran (delivered share ${share(ratio)}). ${limit}`;
    },
  },
  'arrival-ceiling': {
    sentence: ({ scenario, maxVus, peakRate, ceilingPerSec, reachableRatio, vusNeeded }) =>
      `With its ${count(maxVus)} maxVUs, ${code(scenario)} can start at most about ${count(ceilingPerSec)} iterations per second, ${share(reachableRatio)} of its plan, however fast the server is. The first cause of the low delivered share is the script's setting, not the server. Even if the server kept up its fastest response, ${count(peakRate)} per second need ${count(vusNeeded)} VUs.`,
  },
  'errors-present': {
    sentence: ({ failed, requests, ratio }) =>
      `${count(failed)} of ${count(requests)} requests failed (error rate ${share(ratio)}).`,
  },
  'mixed-scenarios': {
    sentence: ({ scenarios }) =>
      `${list(scenarios)} ran at the same time, so the overall mean and percentiles mix different loads. Response times should be read per scenario.`,
  },
};
