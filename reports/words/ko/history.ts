import type { ChangePoint } from '../../model/history.ts';
import { count } from '../../text/format.ts';
import { shellPath } from '../../text/shell-word.ts';

type Columns = [
  run: string,
  verdict: string,
  tps: string,
  its: string,
  time: string,
  its: string,
  failed: string,
  delivered: string,
];

interface ChangePointFacts {
  number: string;
  day: string;
  commit: string | undefined;
  figure: ChangePoint['figure'];
  /** `+18.0%`. */
  change: string;
  /** Requests that changed with it, and how many more did. */
  requests: readonly { name: string; figure: 'med' | 'p95'; change: string }[];
  more: number;
}

const FIGURES: Readonly<Record<ChangePoint['figure'], string>> = {
  p95: 'p95',
  tps: '처리량(TPS)',
  met: '목표를 만족한 최고 처리량',
};

const OF_REQUESTS = { med: '중앙값', p95: 'p95' } as const;

interface Series {
  title: string;
  profile: string | undefined;
  /** Undefined where only k6's outputs are there. */
  target: string | undefined;
  /** k6's metrics that the figures are of, where the runs are not judged by HTTP. */
  metrics: readonly string[];
}

export const history = {
  title: '부하 테스트 이력',
  /** What the load and the target of a series are; undefined for a script that brings its own load. */
  series: ({ title, profile, target, metrics }: Series) =>
    [title, profile, target, ...metrics].filter((part) => part !== undefined).join(' · '),
  /** Columns: run, verdict, TPS and its change, p95 and its change, failed share, delivered share. */
  columns: ['실행', '판정', '처리량(TPS)', '변화', 'p95', '변화', '에러율', '달성률'] satisfies Columns,
  /** The same of tests of levels, whose means are those of no level. */
  levelColumns: [
    '실행',
    '판정',
    '최대 처리량',
    '변화',
    '목표를 만족한 최고 처리량',
    '변화',
    '에러율',
    '달성률',
  ] satisfies Columns,
  /** The newest run, or the newest of each series. */
  newest: (parts: readonly { verdict: string; runs: number }[]) =>
    `최근 실행: ${parts.map(({ verdict, runs }) => (parts.length === 1 && runs === 1 ? verdict : `${verdict} ${count(runs)}개`)).join(' · ')}`,
  /** What a change is a change of, and what it does not show. */
  changes: (isInBrackets: boolean) =>
    `${isInBrackets ? '괄호 안의 변화는' : '변화는'} 같은 조건의 직전 유효한 실행과 비교한 값입니다. 한 번씩만 측정했으므로 오차는 알 수 없습니다. 측정이 무효이거나 판단이 보류된 실행은 비교와 그래프에서 제외합니다.`,
  /** From which run on a figure is another one: its number, day, commit where it is known. */
  changePoint: ({ number, day, commit, figure, change, requests, more }: ChangePointFacts) =>
    `${number}번 실행(${[day, ...(commit === undefined ? [] : [commit])].join(', ')})부터 ${FIGURES[figure]} ${change}${requests.length === 0 ? '' : `, 달라진 요청: ${requests.map((one) => `${one.name} ${OF_REQUESTS[one.figure]} ${one.change}`).join(', ')}${more > 0 ? ` 외 ${count(more)}개` : ''}`}`,
  /** The same beside its place in a chart. */
  changePlace: (number: string, change: string) => `${number}번부터 ${change}`,
  /** What the marks are. */
  changePoints:
    '◆는 그 실행부터 값이 달라졌다는 표시입니다(E-divisive, 우연일 확률 1%, 앞뒤로 5회 이상, 다음 실행에서도 확인됨). 판정에는 쓰지 않습니다.',
  /** Verdict of a run that k6 did not sum up. */
  noSummary: '결과 없음',
  /** Older runs that a terminal does not show. */
  older: (runs: string) => `이전 실행 ${runs}개는 웹 페이지에 있습니다.`,
  /** A report of so many runs, with the folder that they lie in where it is known. */
  instead: (runs: number, folder: string | undefined) =>
    `실행 ${runs}개의 보고서는 깁니다. 실행을 한 줄씩 나란히 보려면 다음 명령을 사용하십시오: buha history ${folder === undefined ? '폴더' : shellPath(folder)}`,
  /** A page of somebody else's lies where the history would. */
  keptPage: (file: string) =>
    `${file} 파일은 buha가 쓴 것이 아니어서 그대로 두었습니다. 이력 페이지는 쓰지 않았습니다.`,
  unfinished: (folder: string) =>
    `경고: ${folder}의 실행은 끝나지 않았습니다. buha가 강제로 종료되었거나 아직 실행 중입니다. 이력에서 제외했습니다. 그때까지 측정된 값을 보려면:  buha report ${shellPath(folder)}`,
  unreadable: (folder: string, fault: string) => `경고: ${folder} 실행을 읽지 못해 이력에서 제외했습니다. ${fault}`,
  charts: {
    p95: 'p95의 추이',
    throughput: '처리량의 추이',
    most: '최대 처리량의 추이',
    met: '목표를 만족한 최고 처리량의 추이',
    deliveredTrend: '달성률의 추이',
    failedTrend: '에러율의 추이',
    run: '실행',
    delivered: '달성률',
    failed: '에러율',
    /** First and last figure of a series. */
    fromTo: ({ name, from, to, runs }: { name: string; from: string; to: string; runs: string }) =>
      `${name}: 실행 ${runs}회 중 처음 ${from}, 마지막 ${to}.`,
  },
};
