import { range } from '../../text/format.ts';
import type { merge as ko } from '../ko/merge.ts';

export const merge = {
  range: (from, to) => range(from, to, '–'),
  perRunner: 'by runner, which cannot be put into one',
  perRunnerOpen: (command) =>
    `by runner, which cannot be put into one. The goal lies within this range, so it is left undecided. Raw samples of every runner decide it: ${command}`,
  fromSamples:
    'The raw samples of all runners were put together, so that quantiles are those of all. Virtual users are the sum of what each runner said last; what runners said of them after their load is left out.',
  fromSummaries:
    "The summaries of all runners were put together. Counts, ratios, minima and maxima are exact. Of quantiles only each runner's own is known, so the range of them is shown. The run is as long as its longest runner.",
  clocks: 'How far the clocks of the runners differ cannot be told from files, so no time was corrected.',
  apart: (spread) =>
    `The first samples of the runners lie ${spread} apart. Their clocks differ, or they did not start together: figures per second and by time or stage may be wrong.`,
  setupOnce:
    'setup() and teardown() ran once for all, in the first runner; their requests are left out of the figures.',
  lost: (numbers, of) =>
    `${numbers.length === 1 ? 'Runner' : 'Runners'} ${numbers.join(', ')} of ${of} did not come to the end: ${numbers.length === 1 ? 'its part' : 'their parts'} of the load ${numbers.length === 1 ? 'is' : 'are'} missing, wholly or from then on.`,
  setupAside: 'Each runner ran setup() and teardown() for itself, so their requests are left out of the figures.',
  setupUnknown:
    'If there are a setup() and a teardown(), each runner ran them; summaries do not tell them apart, so they are in the figures.',
  thresholdsJudged:
    'What each runner said of thresholds is not true of all, so it was not used: the thresholds of the script were judged on the figures of all runners.',
  thresholdsUnknown:
    'Raw samples do not hold the thresholds of sub-metrics, so those were not judged. Give the options of k6 by `--options` to judge them on the figures of all runners.',
} satisfies typeof ko;
