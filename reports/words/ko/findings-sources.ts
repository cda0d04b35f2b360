import type { Contradiction } from '../../model/contradiction.ts';
import { TOTAL } from '../../model/finding.ts';
import type { PlanConflict, PlanSource } from '../../model/finding-figures.ts';
import { count } from '../../text/format.ts';
import { code } from '../../text/markdown-text.ts';
import { contradictingFigures, shortNames } from '../contradiction.ts';
import type { FindingWords } from '../finding.ts';
import { and, by, subject, topic } from './particles.ts';
import { chosenTime, time } from './times.ts';

function files({ used, other }: Contradiction): readonly [string, string] {
  return shortNames(used.file, other.file, '표준 입력');
}

function contradictionText(contradiction: Contradiction): string {
  const { metric, statistic } = contradiction;
  const [here, there] = contradictingFigures(contradiction);
  const [first, second] = files(contradiction);
  return `${code(metric)}의 ${code(statistic)}${subject(statistic)} ${code(first)}에는 ${here}, ${code(second)}에는 ${there}`;
}

function sourceText(source: PlanSource, profile: string | undefined): string {
  if (source === 'record') return '실행 기록(`run.json`)에 있는 계획';
  return `${profile === undefined ? '`--options`' : code(`--profile ${profile}`)} 옵션으로 지정한 계획`;
}

const whose = (scenario: string) => (scenario === TOTAL ? '' : `${code(scenario)}에서 `);

function conflictText(conflict: PlanConflict): string {
  switch (conflict.kind) {
    case 'vus-above':
      return `계획의 VU는 최대 ${count(conflict.planned)}개인데 실행에서는 ${count(conflict.measured)}개가 준비되었습니다.`;
    case 'vus-below':
      return `계획대로라면 VU가 적어도 ${count(conflict.planned)}개 준비되어야 하는데 실행에서는 ${count(conflict.measured)}개뿐이었습니다.`;
    case 'dropped':
      return `계획대로라면 버려지는 반복이 없어야 하는데 ${count(conflict.dropped)}회가 버려졌습니다.`;
    case 'too-long':
      return `계획은 마지막 반복을 기다리는 시간까지 포함해도 ${chosenTime(conflict.mostMs)} 안에 끝나는데 실행 시간은 ${time(conflict.runMs)}였습니다.`;
    case 'too-short':
      return `계획은 ${chosenTime(conflict.plannedMs)} 동안 이어지는데 실행 시간은 ${time(conflict.runMs)}뿐이었고, 중단되었다는 기록도 없습니다.`;
    case 'too-many':
      return `${whose(conflict.scenario)}계획한 반복은 ${count(conflict.planned)}회인데 실행되거나 버려진 반복은 그보다 많은 ${count(conflict.measured)}회입니다.`;
    case 'too-few':
      return `${whose(conflict.scenario)}계획한 반복은 ${count(conflict.planned)}회인데 실행되거나 버려진 반복은 모두 합해도 ${count(conflict.measured)}회뿐입니다.`;
    case 'too-much-time':
      return `${whose(conflict.scenario)}반복이 걸린 시간은 모두 ${count(conflict.heldMs / 1000)} VU·s인데 VU ${count(conflict.vus)}개로는 최대 ${count(conflict.mostMs / 1000)} VU·s까지만 가능합니다.`;
  }
}

/** Findings about what was handed in: outputs, plan and API that do not belong together. */
export const sourceFindings = {
  'plan-mismatch': {
    title: '실행과 맞지 않는 계획',
    sentence: ({ source, profile, conflicts }) =>
      `${sourceText(source, profile)}은 이 실행의 계획일 수 없습니다. ${conflicts.map(conflictText).join(' ')} 따라서 달성률을 비롯해 계획과 비교하는 판단은 하지 않았습니다.`,
    improvement: ({ source }) => ({
      action:
        source === 'record'
          ? '`run.json`과 결과 파일이 같은 실행에서 나왔는지 시각과 요청 수로 확인하고, 다른 실행의 파일은 옮깁니다.'
          : '실제로 실행한 프로필을 `--profile`로 지정합니다. 규모나 시간을 바꾸어 실행했다면 `--scale`과 `--duration-scale`도 그때의 값으로 지정합니다. buha의 프로필이 아니라면 `k6 inspect script.js > options.json`으로 저장한 옵션을 `--options options.json`으로 지정합니다. 계획을 모르면 지정하지 않습니다.',
      effect: '달성률과 계획에 근거한 판단이 보고서에 나타납니다. 측정된 수치는 그대로입니다.',
      experiment: '계획을 바로잡아 보고서를 다시 만들고 이 항목이 사라지는지 확인합니다.',
    }),
  },
  'wrong-api': {
    title: '다른 API의 체크',
    sentence: ({ api, others, checks }) =>
      `이 결과는 ${code(api.id)}(${api.title.ko})의 것으로 되어 있지만, 체크 이름 ${checks.map((name) => code(name)).join(', ')}${topic(checks.at(-1) ?? '')} ${others.map(({ id, title }) => `${code(id)}(${title.ko})`).join(', ')}의 것입니다.`,
    improvement: ({ api, others }) => ({
      action: `결과 파일이 ${code(api.id)}의 것인지 확인합니다. ${others.map(({ id }) => code(`--api ${id}`)).join(', ')}${by(others.at(-1)?.id ?? '')} 지정해야 했을 수 있습니다. 체크 이름만 복사된 것이라면 스크립트의 체크 이름을 고칩니다.`,
      effect: '목표와 사용자 대기 시간이 실제로 시험한 API의 것으로 적용됩니다.',
      experiment: 'API를 바로잡아 보고서를 다시 만들고 판정과 병목 분석이 달라지는지 확인합니다.',
    }),
  },
  'contradictory-sources': {
    title: '결과 파일 사이의 모순',
    sentence: ({ contradictions, counts }) => {
      const [first] = contradictions;
      const more = contradictions.length > 1 ? ` 이런 수치가 모두 ${count(contradictions.length)}개입니다.` : '';
      const others = counts ? ' 요청이나 반복의 수부터 다르므로 서로 다른 실행의 파일로 보아야 합니다.' : '';
      return `한 실행의 결과로 받은 파일들의 수치가 서로 다릅니다. ${first ? `${contradictionText(first)}입니다.` : ''}${more}${others} 이 보고서는 앞의 파일을 따랐습니다.`;
    },
    improvement: ({ contradictions: [first] }) => {
      const [used, other] = first ? files(first) : [];
      return {
        action: `${used !== undefined && other !== undefined ? `${code(used)}${and(used)} ${code(other)}${subject(other)}` : '파일들이'} 같은 실행에서 나왔는지 시각과 요청 수로 확인합니다.`,
        effect: '한 실행의 파일만 남기면 보고서의 수치가 하나로 정해집니다.',
        experiment: '의심스러운 파일을 빼고 보고서를 다시 만들어 이 항목이 사라지는지 확인합니다.',
      };
    },
  },
} satisfies Partial<FindingWords>;
