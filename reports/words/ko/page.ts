import type { LevelFigures, MostCarried } from '../../model/finding-figures.ts';
import { about, count, level } from '../../text/format.ts';
import { multiple } from './times.ts';

export const page = {
  skip: '본문으로 건너뛰기',
  language: '언어',
  theme: '화면 모드',
  themes: { auto: '자동', light: '밝게', dark: '어둡게' } satisfies Record<'auto' | 'light' | 'dark', string>,
  copy: '마크다운 복사',
  copied: '복사했습니다',
  print: '인쇄',
  contents: '목차',
  /** Columns of the first table. */
  first: {
    api: 'API',
    /** Of what is none of the catalogue. */
    script: '스크립트',
    verdict: '판정',
    multiple: 'p95 ÷ 목표',
    goalMark: '세로선 = 목표',
    p95: 'p95 (목표)',
    failed: '에러율',
    tps: '처리량(TPS)',
    most: '최대 처리량',
    knee: '더 늘지 않는 지점',
    met: '목표를 만족한 가장 높은 부하',
  },
  /** How many times its goal a figure is. */
  timesGoal: (figure: string) => `목표의 ${multiple(figure)}`,
  noGoal: '목표 없음',
  /** Whose outputs were put together. */
  runners: (count: number) => `부하 발생기 ${count}대의 결과를 합침`,
  /** What ran of a scenario that the output does not tell apart. */
  unknown: '알 수 없음',
  levels: {
    most: ({ model, level: held, perSec, isGrowing }: MostCarried) =>
      `초당 약 ${about(perSec)}건${isGrowing ? ' 이상' : ''} (${model === 'open' ? `계획 초당 ${level(held)}회` : `VU ${count(held)}개`})`,
    /** Throughput grew up to the last level. */
    noKnee: '시험한 범위에는 없음',
    knee: ({ from, to }: { from: number; to: number }) => `VU ${count(from)}~${count(to)}개`,
    met: ({ model, level: held, perSec }: LevelFigures) =>
      `${model === 'open' ? `초당 ${level(held)}회` : `VU ${count(held)}개`} (초당 약 ${about(perSec)}건)`,
  },
  why: '병목',
  untested: '시험되지 않은 부하',
  /** Heads requests and checks that are told by name where nothing else is. */
  named: '눈에 띄는 요청과 체크',
  nextSteps: '다음 단계',
  criterion: '판단 기준',
  result: '측정 결과',
  copyCommand: '명령 복사',
  appendix: '부록',
  unfold: '모두 펼치기',
  fold: '모두 접기',
  scenario: '시나리오',
  whole: '전체',
  answers: '요청별 결과',
  /** Columns of the table of answers: scenario, request, status, then figures. */
  columns: ['시나리오', '요청', '상태 코드', '건수', '평균', '중앙값', 'p90', 'p95', 'p99', '최대'],
  noAnswer: '응답 없음',
  /** Where the table of answers does not hold all of them. */
  /** Of a page that is too large to stand there as it is. */
  packed:
    '파일이 크지 않도록 나머지를 압축해 두었습니다. 곧 펼쳐지지 않으면 브라우저에서 이 파일의 스크립트를 허용해 주십시오.',
  search: '에러 검색',
  /** Where there are no raw samples: how to get the other charts. */
  noSamples:
    '시간에 따른 그래프와 분포는 원시 표본이 있어야 그릴 수 있습니다. k6를 --out csv=samples.csv.gz 옵션으로 실행한 뒤 그 파일을 함께 지정하십시오.',
  table: (heading: string) => `${heading} 표`,
  /** The zoom of the charts over time. */
  zoom: '시간 축',
  zooms: { in: '확대', out: '축소', back: '이전 구간', on: '다음 구간', all: '전체 보기' } satisfies Record<
    'in' | 'out' | 'back' | 'on' | 'all',
    string
  >,
  /** A chart's figures as a table. */
  figures: '수치 보기',
};
