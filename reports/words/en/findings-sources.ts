import type { Contradiction } from '../../model/contradiction.ts';
import { TOTAL } from '../../model/finding.ts';
import type { PlanConflict, PlanSource } from '../../model/finding-figures.ts';
import { count } from '../../text/format.ts';
import { code } from '../../text/markdown-text.ts';
import { contradictingFigures, shortNames } from '../contradiction.ts';
import type { FindingWords } from '../finding.ts';
import { iterationsText, vusText } from './load.ts';
import { chosenTime, time } from './times.ts';

const list = (texts: readonly string[]) => new Intl.ListFormat('en').format(texts);

function files({ used, other }: Contradiction): readonly [string, string] {
  return shortNames(used.file, other.file, 'standard input');
}

function contradictionText(contradiction: Contradiction): string {
  const { metric, statistic } = contradiction;
  const [here, there] = contradictingFigures(contradiction);
  const [first, second] = files(contradiction);
  return `${code(statistic)} of ${code(metric)} is ${here} in ${code(first)} and ${there} in ${code(second)}`;
}

function sourceText(source: PlanSource, profile: string | undefined): string {
  if (source === 'record') return 'The plan in the record (`run.json`)';
  return `The plan that ${profile === undefined ? '`--options`' : code(`--profile ${profile}`)} names`;
}

const whose = (scenario: string) => (scenario === TOTAL ? 'It plans' : `For ${code(scenario)} it plans`);

function conflictText(conflict: PlanConflict): string {
  switch (conflict.kind) {
    case 'vus-above':
      return `It holds at most ${vusText(conflict.planned)}, and the run had ${count(conflict.measured)}.`;
    case 'vus-below':
      return `It starts at least ${vusText(conflict.planned)}, and the run had only ${count(conflict.measured)}.`;
    case 'dropped':
      return `Nothing in it can drop iterations, and ${count(conflict.dropped)} were dropped.`;
    case 'too-long':
      return `It ends within ${chosenTime(conflict.mostMs)}, the wait for the last iterations included, and the run took ${time(conflict.runMs)}.`;
    case 'too-short':
      return `It lasts ${chosenTime(conflict.plannedMs)}, and the run took only ${time(conflict.runMs)} without a record that it was interrupted.`;
    case 'too-many':
      return `${whose(conflict.scenario)} ${iterationsText(conflict.planned)}, and more were started or dropped: ${count(conflict.measured)}.`;
    case 'too-few':
      return `${whose(conflict.scenario)} ${iterationsText(conflict.planned)}, and all that were started or dropped are only ${count(conflict.measured)}.`;
    case 'too-much-time':
      return `For ${code(conflict.scenario)} iterations took ${count(conflict.heldMs / 1000)} VU·s together, and its ${count(conflict.vus)} VUs can hold at most ${count(conflict.mostMs / 1000)}.`;
  }
}

/** Findings about what was handed in: outputs, plan and API that do not belong together. */
export const sourceFindings = {
  'plan-mismatch': {
    title: 'The plan does not fit the run',
    sentence: ({ source, profile, conflicts }) =>
      `${sourceText(source, profile)} cannot be the plan of this run. ${conflicts.map(conflictText).join(' ')} So nothing is said about the delivered share or anything else that rests on the plan.`,
    improvement: ({ source }) => ({
      action:
        source === 'record'
          ? 'Check by time and number of requests that `run.json` and the output come from the same run, and move files of other runs away.'
          : 'Name the profile that ran with `--profile`; if it was scaled, name `--scale` and `--duration-scale` as well. If it was no profile of buha, write the options with `k6 inspect script.js > options.json` and name them with `--options options.json`. If nobody knows the plan, name none.',
      effect:
        'The delivered share and what rests on the plan appear in the report; the measured figures stay as they are.',
      experiment: 'Write the report again with the right plan and see whether this finding disappears.',
    }),
  },
  'wrong-api': {
    title: 'Checks of another API',
    sentence: ({ api, others, checks }) =>
      `This output is said to be of ${code(api.id)} (${api.title.en}), but the ${checks.length === 1 ? 'check' : 'checks'} ${list(checks.map((name) => code(name)))} ${checks.length === 1 ? 'belongs' : 'belong'} to ${list(others.map(({ id, title }) => `${code(id)} (${title.en})`))}.`,
    improvement: ({ api, others }) => ({
      action: `Check whether the output is of ${code(api.id)}. It may have to be named with ${list(others.map(({ id }) => code(`--api ${id}`)))}. If only the name of the check was copied, correct it in the script.`,
      effect: 'Goals and think time are then those of the API that was tested.',
      experiment: 'Write the report again with the right API and see how the verdict and the bottleneck change.',
    }),
  },
  'contradictory-sources': {
    title: 'The outputs contradict each other',
    sentence: ({ contradictions, counts }) => {
      const [first] = contradictions;
      const more = contradictions.length > 1 ? ` There are ${count(contradictions.length)} such figures.` : '';
      const others = counts
        ? ' Even the numbers of requests or iterations differ: the files are probably of different runs.'
        : '';
      return `Files given as one run state figures differently. ${first ? `${contradictionText(first)}.` : ''}${more}${others} This report follows the former file.`;
    },
    improvement: ({ contradictions: [first] }) => {
      const [used, other] = first ? files(first) : [];
      return {
        action: `Check by time and number of requests that ${used !== undefined && other !== undefined ? `${code(used)} and ${code(other)}` : 'the files'} come from the same run.`,
        effect: 'With the files of one run alone, every figure of the report is settled.',
        experiment: 'Leave out the doubtful file, write the report again and see whether this finding disappears.',
      };
    },
  },
} satisfies Partial<FindingWords>;
