import type { LevelFigures, MissedBecause, MostCarried } from '../../model/finding-figures.ts';
import { aboutShare, count, level as exactLevel, rate } from '../../text/format.ts';
import { answersText } from './findings-answers.ts';
import { multiple as times } from './times.ts';

type Missed = LevelFigures & { readonly because: MissedBecause };

type Columns = [api: string, verdict: string, p95: string, goal: string, failed: string, tps: string];

const upTo = ({ model, level, perSec }: LevelFigures) =>
  `${model === 'open' ? `계획 초당 ${exactLevel(level)}회` : `VU ${count(level)}개`}까지 (초당 ${rate(perSec)}건)`;

export const summary = {
  /** Of a run that held several levels of load. */
  capacity: {
    mostLabel: '최대 처리량',
    most: ({ model, level, perSec, isGrowing }: MostCarried) =>
      `초당 ${rate(perSec)}건${isGrowing ? ' 이상' : ''} (${model === 'open' ? `계획 초당 ${exactLevel(level)}회` : `VU ${count(level)}개`})`,
    metLabel: '목표 만족',
    met: ({ met, missed }: { met: LevelFigures | undefined; missed: Missed | undefined }): string => {
      if (met) return upTo(met);
      return missed?.because === 'not-delivered'
        ? '판단할 수 없음(계획한 부하가 실행되지 않음)'
        : '없음(가장 낮은 수준에서도 미달)';
    },
  },
  note: '주의',
  success: '성공률',
  tps: '처리량(TPS)',
  latency: '응답 시간',
  /** k6's metrics that the figures are of, for another protocol than HTTP. */
  judged: '판정한 지표',
  delivered: '달성률',
  steps: '다음 단계',
  /** The command of a step of the document; two blanks keep it whole. */
  stepCommand: (number: string, command: string) => `${number}번:  ${command}`,
  /** How many of how many requests failed; undefined where the output does not tell. */
  requests: ({ requests, failed }: { requests: string; failed: string | undefined }) =>
    failed === undefined ? `요청 ${requests}건` : `요청 ${requests}건, 실패 ${failed}건`,
  failed: '실패한 응답',
  failedChecks: '실패한 체크',
  /** Requests of a run that take most of the time, or fail. */
  byRequest: '요청별',
  ofRequest: ({
    name,
    p95,
    time,
    failed,
  }: {
    name: string;
    p95: string | undefined;
    /** Share of all response time, 0–1. */
    time: number | undefined;
    /** Share of its own answers that failed, 0–1; undefined where none did. */
    failed: number | undefined;
  }) =>
    [
      `${name}${p95 === undefined ? '' : ` p95 ${p95}`}`,
      ...(time === undefined ? [] : [`응답 시간의 ${aboutShare(time)}`]),
      ...(failed === undefined ? [] : [`에러 ${aboutShare(failed)}`]),
    ].join(', '),
  /** A check with the share of its answers that failed it; plain text. */
  failedCheck: (check: string, ratio: number) => `${check} ${aboutShare(ratio)}`,
  /** Head of the line with successes and expected rejections. */
  apart: '성공과 거절',
  /** A goal that a scenario or a check missed while the whole run looks well. */
  missed: '미달한 목표',
  answers: answersText,
  /** `multiple`: how many times its goal, where that was missed. `within`: the scenario whose it is. */
  p95: ({
    p95,
    goal,
    within,
    multiple,
    isOfAll,
  }: {
    p95: string;
    goal: string | undefined;
    within: string | undefined;
    multiple: string | undefined;
    isOfAll: boolean;
  }) =>
    `${within === undefined ? '' : `${within} `}p95${isOfAll ? '(실패 포함)' : ''} ${p95}${goal === undefined ? '' : ` (목표 ${goal}${multiple === undefined ? '' : `의 ${times(multiple)}`})`}`,
  /** `isWeak`: a quantile carries the mark `*`. `isApart`: failed requests are left out of median and p99. */
  times: ({
    p95,
    med,
    p99,
    isWeak,
    isApart,
  }: {
    p95: string;
    med: string;
    p99: string;
    isWeak: boolean;
    isApart: boolean;
  }) => `${p95} · ${isApart ? '성공 응답' : '전체'} 중앙값 ${med}, p99 ${p99}${isWeak ? ' (* 표본 부족)' : ''}`,
  /** A limit, and how many times that was. */
  limit: (limit: string, multiple: string | undefined) =>
    `목표 ${limit}${multiple === undefined ? '' : `의 ${times(multiple)}`}`,
  throughput: (perSec: string) => `처리량 ${perSec}`,
  errors: (ratio: string, answers: string | undefined) =>
    `에러율 ${ratio}${answers === undefined ? '' : `: ${answers}`}`,
  /** A cell of what ran. */
  partly: (share: string) => `${share}만 실행`,
  /** Cells of p95 against its goal. */
  multiple: times,
  met: '충족',
  /** What a file is that was written. */
  files: {
    report: '보고서',
    page: '웹 페이지',
    json: 'JSON',
    pdf: 'PDF',
    history: '이력 페이지',
    verdict: '판정 결과',
    picture: '그림',
    options: 'k6 옵션',
  },
  /** Heads of the table of several runs; what ran of each scenario stands behind them. */
  table: ['API', '판정', 'p95', '목표 대비', '에러율', '처리량'] satisfies Columns,
};
