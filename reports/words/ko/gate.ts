import type { FigureId } from '../../model/comparable.ts';
import type { DropCause, Measure, Outcome, Reason, ValidityCheck, ValidityRow } from '../../model/gate.ts';
import { type Part, partName } from '../../model/part.ts';
import { count, cutShare, duration, needed, share } from '../../text/format.ts';
import { KEEP_SAMPLES } from '../keep-samples.ts';
import { rowFigure } from '../row-figure.ts';
import type { ReasonWords } from '../shapes.ts';
import { statisticName } from '../statistic.ts';
import { apartText } from './answers-apart.ts';
import { endedByText, exitText } from './exit.ts';
import { findings } from './findings.ts';
import { k6ErrorText } from './k6-error-codes.ts';
import { merge } from './merge.ts';
import { object, subject } from './particles.ts';
import { partKinds, partPrefix } from './parts.ts';
import { rounds } from './rounds.ts';
import { multiple } from './times.ts';

const CHECKS: Readonly<Record<ValidityCheck, string>> = {
  exit: 'k6 종료 코드',
  exceptions: '스크립트 예외',
  data: '입력 자료의 일치',
  samples: '측정된 요청',
  checks: '체크 실패율',
  scenarios: '계획한 시나리오',
  length: '실행 시간',
  generator: '부하 발생기',
  delivered: '최소 달성률',
};

const STATISTICS: Readonly<Record<string, string>> = { avg: '평균', med: '중앙값', min: '최소', max: '최대' };

function measureText(measure: Measure): string {
  switch (measure.kind) {
    case 'failed':
      return '에러율';
    case 'tps':
      return '처리량(TPS)';
    case 'delivered':
      return '달성률';
    case 'rejections':
      return '거절된 응답의 비율';
    case 'check':
      return `체크 실패율: ${measure.check}`;
    case 'vital':
      return `웹 바이탈 ${measure.vital.toUpperCase()} p75`;
    case 'quantile':
      return `성공한 요청의 응답 시간 p${Number((measure.q * 100).toFixed(6))}`;
    default:
      return `성공한 요청의 응답 시간 ${STATISTICS[measure.kind]}`;
  }
}

const outcome: Readonly<Record<Outcome, string>> = {
  invalid: '측정 무효',
  'slo-fail': '목표 미달',
  regressed: '성능 저하',
  inconclusive: '판단 보류',
  'no-baseline': '비교 기준 없음',
  pass: '통과',
  'not-judged': '판정하지 않음',
  undecidable: '판단 불가',
};

const cause = {
  interrupted: ({ interrupted = 0, iterationMs }) =>
    `시작한 반복 ${count(interrupted)}회가 실행이 끝날 때까지 끝나지 못하고 중단되었습니다${iterationMs === undefined ? '' : `(반복 한 번 평균 ${duration(iterationMs)})`}. gracefulStop을 반복 시간보다 길게 하거나 부하를 더 오래 유지하십시오.`,
  'arrival-ceiling': ({ maxVus = 0, vusNeeded = 0 }) =>
    `VU ${count(maxVus)}개로는 계획한 부하를 만들 수 없습니다(필요한 VU: 약 ${needed(vusNeeded)}개). maxVUs를 늘리십시오.`,
  'slow-vu-start': ({ startedVus = 0, maxVus = 0 }) =>
    `응답은 느려지지 않았지만 VU가 늦게 준비되어 반복을 시작하지 못했습니다(시작된 VU ${count(startedVus)}개, 허용된 VU ${count(maxVus)}개). preAllocatedVUs를 늘리십시오.`,
  'generator-late': () =>
    '부하 발생기(k6)가 제때 실행되지 못해 계획한 만큼 보내지 못했습니다. CPU가 더 많은 장비를 쓰거나 장비를 나누거나 부하를 줄이십시오.',
  'generator-cpu': ({ machineCpuShare = 0 }) =>
    `계획한 만큼 실행되지 않았고, 부하 발생 장비의 CPU 사용률이 평균 ${share(machineCpuShare)}였습니다(이 장비의 다른 프로세스 포함). 장비가 부하를 만들지 못한 것인지 서버가 느린 것인지 구분할 수 없습니다. 더 큰 장비를 쓰거나 부하를 줄이십시오.`,
  server: ({ machineCpuShare }) =>
    `응답이 느려 VU가 모두 사용 중이었으므로 계획한 반복을 시작하지 못했습니다. ${
      machineCpuShare === undefined
        ? '부하 발생기의 상태는 이 결과로 확인할 수 없습니다.'
        : `부하 발생 장비의 CPU 사용률은 평균 ${share(machineCpuShare)}였습니다(이 장비의 다른 프로세스 포함).`
    }`,
  unknown: () => '계획한 만큼 실행되지 않았고, 그 원인을 이 결과로는 알 수 없습니다.',
} satisfies { readonly [Cause in DropCause]: (reason: Extract<Reason, { kind: 'not-delivered' }>) => string };

export const gateWords = {
  verdict: outcome,
  /** Of a row: a run passes, a goal is met. */
  outcome: { ...outcome, pass: '충족' },
  /** A name without what goes without saying: latency is judged on successful requests. */
  shortWhat: (what: string) => what.replace('성공한 요청의 ', ''),
  /** Checks of the measurement that found nothing. */
  quiet: (checks: readonly string[]) => `이상이 없는 항목: ${checks.join(', ')}`,
  /** The line above everything. */
  /** Below the verdict. */
  ofShop: '대상: 내장 모의 서버(실제 시스템 아님)',
  headline: (verdict: string) => `판정: ${verdict}`,
  /** The same of several runs: `own` of them got this verdict, the weightiest of all. */
  headlineOfSeveral: (verdict: string, own: number, runs: number) =>
    `판정: ${verdict} (실행 ${count(runs)}개${own === runs ? ' 모두' : ` 중 ${count(own)}개`})`,
  /** Of so many runs of the same API or script. */
  inRuns: (runs: number) => `실행 ${count(runs)}개에서`,
  /** Rounds that left no run: what was not measured has passed nothing. */
  lostRounds: (rounds: readonly number[]) => `남은 측정이 없는 라운드: ${rounds.map(count).join(', ')}`,
  /** A pass beside checks that the input does not allow. */
  unjudged: (verdict: string, rows: number) => `${verdict} (판정하지 않은 항목 ${count(rows)}개)`,
  columns: ['항목', '실제', '기준', '여유', '판정'] satisfies [
    what: string,
    actual: string,
    limit: string,
    margin: string,
    verdict: string,
  ],
  check: ({ check, reason }: Pick<ValidityRow, 'check' | 'reason'>): string =>
    reason?.kind === 'all-failed' ? '실패한 요청' : CHECKS[check],
  goal: measureText,
  /** What is said of the whole run, said of one of its scenarios. */
  /** What is judged of the requests of one name, one group or one tag. */
  ofPart: (what: string, kind: Part['kind'], name: string) => `${partPrefix(kind)}${name}: ${what}`,
  within: (what: string, scenario: string) => `${what} [${scenario}]`,
  threshold: (metric: string, statistic: string) => `${metric} ${statisticName(STATISTICS, statistic)}`,
  /** What stands in the place of a service level where there is none. */
  noGoal: '서비스 수준(목표)',
  /** A figure against the baseline; the baseline itself where there is none. */
  regression: (figure: FigureId | undefined) =>
    figure === undefined ? '비교 기준' : `비교 기준 대비 ${rounds.figures[figure]}`,
  /** Stands for the limit where none is demanded. */
  notDemanded: '요구하지 않음',
  /** Limit of k6's exit code. */
  exitLimit: '0, 99',
  exceptionsLimit: '반복의 1% 미만',
  /** A latency without samples where requests failed. */
  undecidable: '실패한 요청이 많아 판단할 만큼의 성공한 요청이 없습니다.',
  /** The same with fewer samples than the quantile needs. */
  undecidableFew: ({ samples, needed }: { readonly samples: number; readonly needed: number }) =>
    `실패한 요청이 많고, 표본 ${count(samples)}개는 이 백분위에 필요한 ${count(needed)}개보다 적습니다.`,
  /** Why a row ended as it did, and how it can be mended or where to look. */
  reason: {
    'no-record': () => '실행 기록(run.json)이 없어 알 수 없습니다. buha run으로 실행하면 판정합니다.',
    'end-not-told': ({ isText }): string =>
      isText
        ? 'k6의 종료 코드는 이 텍스트에 없고, k6가 남긴 오류도 없습니다. 표준 오류까지 담긴 로그(k6 run … 2>&1)여야 확실합니다.'
        : 'k6의 종료 코드는 이 파일에 없습니다. k6의 로그(k6 run … 2>&1 | tee k6.log)를 판정하거나 buha run으로 실행하면 알 수 있습니다.',
    'told-end': ({ file, code, message }) =>
      `k6가 계획한 대로 끝나지 않았습니다. ${file}에 남은 k6의 말: ‘${message}’${code === undefined ? '' : `, 종료 코드 ${exitText(code, undefined)}`}`,
    interrupted: () => '실행이 중단되었습니다.',
    unfinished: () =>
      '실행이 끝나지 않았습니다. buha가 강제로 종료되었거나 아직 실행 중입니다. 실행 기록(run.json)과 k6 요약이 없고, 원시 표본도 마지막으로 기록된 시점까지만 있습니다.',
    'runner-lost': ({ numbers, of }) => `러너 ${of}개 가운데 ${numbers.join(', ')}번이 끝까지 실행되지 않았습니다`,
    'k6-exit': ({ code, signal }) => `k6가 계획한 대로 끝나지 않았습니다: ${exitText(code, signal)}`,
    exception: ({ first, place, isCounted, answered }) =>
      `첫 예외: ${first ?? '내용을 알 수 없음'}${place ? ` (${place.file}:${place.line})` : ''}${answered > 0 ? `. 그중 ${count(answered)}건은 대상 시스템이 보낸 응답을 읽지 못해 난 것이므로 대상 시스템의 실패입니다` : ''}${isCounted ? '. 예외가 난 반복도 k6에서는 정상 반복으로 집계되므로 스크립트를 먼저 고쳐야 합니다.' : ''}`,
    'teardown-failed': ({ message }) =>
      `측정은 모두 끝났고 teardown()만 실패했습니다: ${message}. 수치와 목표는 그대로 볼 수 있지만, 뒷정리가 되지 않았으므로 고친 뒤 다시 실행하십시오.`,
    unsettled: ({ findings: ids }) =>
      `${ids.map((id) => findings[id].title).join(', ')}. 무엇을 측정했는지 알 수 없습니다. buha report로 자세한 내용을 확인하십시오.`,
    'cut-off': ({ file }) => `${file}${subject(file)} 중간에 끊겨 있어 실행 전체의 결과가 아닙니다.`,
    unread: ({ lines, hidesGoal }) =>
      `읽지 못한 줄 ${count(lines.length)}개: ${lines
        .slice(0, 3)
        .map(({ file, line, text }) => `${file}:${line} '${text}'`)
        .join(
          ', ',
        )}. ${hidesGoal ? '목표를 지켰는지 알 수 없는 줄입니다. --summary-export나 handleSummary()로 만든 JSON, 또는 k6가 출력한 그대로의 텍스트를 지정하면 판정합니다.' : '이 줄의 수치는 빠져 있으며, 앞에 있는 표시(✓, ✗)만 판정에 씁니다.'}`,
    'nothing-measured': () => '측정된 요청이 없습니다.',
    'nothing-sent': ({ iterations }) =>
      `반복 ${count(iterations)}회가 실행되었으나 측정된 요청이 한 건도 없습니다. 아무것도 시험되지 않았으므로 통과가 아닙니다.`,
    'target-lost': ({ sinceSec, answers }) =>
      `대상 시스템이 ${sinceSec === 0 ? '처음부터' : `${count(sinceSec)}초부터`} 응답하지 않았고 끝까지 돌아오지 않았습니다.${answers > 0 ? ` 그 전에 성공한 응답은 ${count(answers)}건입니다.` : ''}`,
    'no-iterations': () =>
      '끝까지 실행된 반복이 하나도 없습니다. 요청은 setup()이 보냈거나, 끝나지 못한 반복이 보낸 것입니다.',
    'no-figures': () =>
      '요청의 수치는 없고 k6가 넘었다고 알린 임계값만 있습니다. handleSummary()가 쓴 JSON이나 --summary-export로 만든 요약을 지정하면 판정합니다.',
    'no-plan': () => '계획한 부하를 알 수 없습니다. --profile 또는 --options로 지정하면 판정합니다.',
    'not-split': () =>
      '출력이 시나리오별로 나뉘어 있지 않습니다. 원시 표본(k6 run --out csv=samples.csv)을 함께 지정하면 판정합니다.',
    'scenarios-absent': ({ names }) => `결과에 없는 시나리오: ${names.join(', ')}`,
    'no-length': () => '이 출력으로는 실행 시간을 알 수 없습니다.',
    'counted-plan': () => '반복 횟수로 정한 계획이라 정해진 실행 시간이 없습니다.',
    'aborted-by-threshold': ({ second }) =>
      `만족하지 못한 임계값 때문에 k6가 ${second === undefined ? '' : `${count(second)}초에 `}실행을 중단했습니다(abortOnFail).`,
    'no-such-part': ({ part, known }) =>
      `이 실행에 이름이 ${partName(part)}인 ${partKinds[part.kind]}${subject(partKinds[part.kind])} 없습니다. 있는 이름: ${known.join(', ')}`,
    'part-not-told': ({ metric }) =>
      `이 입력은 이 요청을 따로 구분하지 않습니다. 원시 표본(k6 run --out csv=samples.csv)을 더하거나, 스크립트의 옵션 thresholds에 '${metric}': ['max>=0']을 더해 다시 실행하십시오.`,
    'ended-by': endedByText,
    'not-delivered': (reason) => cause[reason.cause](reason),
    'vus-reached': ({ vus }) =>
      `계획한 VU ${count(vus)}개가 모두 실행되었습니다. 부족한 시간은 반복과 반복 사이, 또는 끝나지 않은 반복에 있습니다.`,
    'generator-late': ({ seconds, ofSeconds }) =>
      `부하 발생기(k6)가 ${count(ofSeconds)}초 중 ${count(seconds)}초 동안 제때 실행되지 못했고, 그 시간을 빼면 응답 시간 목표의 판정이 달라지거나 판정할 수 없습니다. CPU가 남는 장비에서 다시 실행하십시오.`,
    'nothing-demanded': ({ maxVus }) =>
      `${maxVus === undefined ? '이 프로필은 달성률을 요구하지 않습니다.' : `서버가 아무리 빨라도 k6가 VU ${count(maxVus)}개로는 이 계획을 모두 보낼 수 없으므로 달성률을 요구하지 않습니다.`} 판정은 실행된 부하에 한합니다.`,
    'nothing-counted': ({ metric }) =>
      `실행 내내 ${metric}에 더해진 값이 없습니다. 세려던 일이 한 번도 없었거나 스크립트가 그 줄까지 가지 못했습니다.`,
    'no-samples': () => '표본이 하나도 없습니다(k6는 이런 임계값을 통과로 처리합니다).',
    'few-samples': ({ samples, needed, effective, byMark }) => {
      const few = `표본이 ${count(samples)}개로 이 백분위에 필요한 ${count(needed)}개보다 적습니다.`;
      if (byMark) return `${few} 스크립트의 임계값이므로 k6가 판정하는 대로 따릅니다.`;
      const how =
        effective === undefined
          ? '요청이 서로 독립일 때'
          : `느린 요청은 같은 초에 몰리므로 서로 독립인 표본 ${count(effective)}개로 보고`;
      return `${few} 기준을 넘은 요청의 수로 판정하며(${how}), 그 수로도 정해지지 않으면 판단을 보류합니다.`;
    },
    'figure-missing': ({ statistic }) =>
      statistic === undefined
        ? '이 입력에 없는 값입니다. --summary-export로 만든 요약이나 원시 표본(k6 run --out csv=samples.csv)을 지정하면 판정합니다.'
        : `이 입력에 없는 값입니다. k6 옵션 summaryTrendStats에 '${statistic}'${object(statistic)} 넣어 다시 실행하거나 원시 표본(k6 run --out csv=samples.csv)을 함께 지정하면 판정합니다.`,
    'successes-unknown': ({ failed }) =>
      `${failed ? '실패한 요청이 있는데 성공한 요청만의 값(http_req_duration{expected_response:true})' : '실패한 요청이 있었는지(http_req_failed)'}${failed ? '이' : '가'} 이 입력에 없어 성공한 요청의 값을 알 수 없습니다. --summary-export로 만든 요약이나 원시 표본(k6 run --out csv=samples.csv)을 지정하면 판정합니다.`,
    'per-runner': ({ range: [from, to], unit, isDecided }) =>
      `${merge.range(rowFigure(unit, from), rowFigure(unit, to))}, ${isDecided ? merge.perRunner : merge.perRunnerOpen(KEEP_SAMPLES)}`,
    rounded: () =>
      '출력이 반올림되어 기준을 넘었는지 알 수 없습니다. --summary-export로 만든 요약을 지정하면 판정합니다.',
    'threshold-unstated': () =>
      '이 파일에는 임계값이 있는 하위 지표의 이름만 있고 임계값의 내용은 없습니다. --options로 k6 옵션(k6 inspect script.js)을 지정하거나 --summary-export로 만든 요약을 함께 지정하면 판정합니다.',
    'no-goals': () =>
      "판정할 목표가 없습니다. 목표 없이는 무엇도 통과시키지 않습니다. --slo FILE.yaml에 'default: { p95: 1s, failed: 1% }'처럼 적거나, k6 스크립트의 옵션에 thresholds: { http_req_failed: ['rate<0.01'] }처럼 적으십시오.",
    rejections: (apart) => `${apartText(apart)}. 응답 시간 목표는 성공과 의도된 거절을 합쳐 판정합니다.`,
    'all-rejected': ({ answers }) =>
      `모든 응답이 의도된 거절이었습니다(${answers.map(({ status, count: times }) => `${status} ${count(times)}건`).join(', ')}). 처리된 요청이 없어 시험한 것이 없습니다.`,
    'checks-failed': ({ check, ratio, checks }) =>
      `가장 많이 실패한 체크: ${check} (${cutShare(ratio)} 실패${checks > 1 ? `, 실패한 체크 모두 ${count(checks)}개` : ''})`,
    'no-such-check': ({ known }) =>
      `이 이름의 체크가 없습니다. ${known.length === 0 ? '이 결과에는 체크가 하나도 없습니다.' : `있는 체크: ${known.slice(0, 5).join(', ')}`}`,
    'all-failed': ({ sinceSec }) =>
      `${sinceSec === 0 ? '모든 요청이' : `${count(sinceSec)}초부터 끝까지 모든 요청이`} 실패했습니다. 목표에 에러율이 없어도 통과로 볼 수 없습니다.`,
    'no-baseline': () =>
      '등록된 비교 기준이 없습니다. 유효한 실행을 buha baseline accept RUN으로 등록하면 다음부터 비교합니다.',
    'other-conditions': ({ conditions }) =>
      `비교 기준을 측정한 조건과 다릅니다(${conditions.map((one) => rounds.conditions[one]).join(', ')}). 이 조건의 실행을 buha baseline accept RUN으로 다시 등록하십시오.`,
    'few-runs': ({ runs, needed }) =>
      `기준 실행 ${count(runs)}/${count(needed)}: 한 번의 실행은 이만큼의 기준으로는 우연한 차이와 구분되지 않습니다. buha baseline accept에 같은 조건의 실행을 더 넣거나, 이번 실행을 여러 번 함께 지정하십시오.`,
    'few-sessions': ({ sessions, needed }) =>
      `기준 실행을 측정한 날과 장비 ${count(sessions)}/${count(needed)}: 날마다의 차이를 알 수 없어 판단을 보류합니다. 이번 실행을 --rounds로 여러 번 측정하거나, 다른 날의 실행을 비교 기준에 더하십시오.`,
    'times-uncompared': ({ samples, needed }) =>
      samples === undefined
        ? '이번 실행과 비교 기준에 함께 있는 응답 시간이 없어 비교하지 못했습니다. 두 쪽 모두 성공한 요청의 응답 시간을 아는 실행이어야 합니다.'
        : `성공한 요청이 ${count(samples)}개로 중앙값을 비교하는 데 필요한 ${count(needed)}개보다 적어 응답 시간을 비교하지 못했습니다. 더 오래 측정하십시오.`,
    'undecided-change': ({ range, unit, needed }) =>
      `변화의 95% 구간은 ${rounds.between(range, unit)}이므로 우연한 차이와 구분되지 않거나 허용 범위를 넘을 수 있습니다.${needed === undefined ? '' : ` 양쪽을 ${rounds.runsNeeded(needed)} 측정하면 결정할 수 있습니다.`}`,
    'smaller-loss': ({ range, unit }) =>
      `나빠진 것은 확실하지만 허용 범위 안입니다(변화의 95% 구간 ${rounds.between(range, unit)}).`,
    'changed-conditions': ({ conditions }) =>
      `기준보다 나빠졌지만, 기준을 측정한 뒤로 ${conditions.map((one) => rounds.conditions[one]).join(', ')}도 바뀌어 그 때문일 수 있습니다. 같은 조건의 실행을 비교 기준에 더하십시오.`,
    failures: ({ answers }) =>
      answers.length === 0
        ? undefined
        : `실패한 응답: ${answers
            .slice(0, 3)
            .map(
              ({ status, errorCode, count: times }) =>
                `${status === 0 ? '응답 없음' : status}${errorCode === undefined || status !== 0 ? '' : ` (${k6ErrorText(errorCode)})`} ${count(times)}건`,
            )
            .join(', ')}`,
  } satisfies ReasonWords,
  cause,
  /** How many times its goal a figure is. */
  timesGoal: (figure: string) => `목표의 ${multiple(figure)}`,
  /** The same of what a baseline allows. */
  timesLimit: (figure: string) => `기준의 ${multiple(figure)}`,
  /** A share in percentage points: `0.5%p`. */
  points: (percent: string) => `${percent}%p`,
  /** Title of an annotation and of the step summary. */
  title: '성능 게이트',
  /** Of the page: the mark within bars, what of the plan ran, and what decided a run. */
  limitMark: '세로선 = 기준',
  left: (margin: string) => `여유 ${margin}`,
  ranOfPlan: '계획 대비 실행된 부하',
  decided: ({ actual, limit, margin }: { actual: string; limit: string; margin: string | undefined }) =>
    `${actual} (기준 ${limit}${margin === undefined ? '' : `, ${margin}`})`,
  /** More rows than an output may hold. */
  /** Rows that a table leaves out, and how many of them did not pass. */
  moreRows: (rows: number, bad: number) =>
    `외 ${count(rows)}개 항목(${bad > 0 ? `이 가운데 통과하지 못한 항목 ${count(bad)}개` : '모두 통과'})`,
  /** Behind names of rows: how many more there are. */
  moreNames: (rows: number) => `외 ${count(rows)}개`,
  more: (rows: number) => `그 밖에 ${count(rows)}개 항목이 더 있습니다.`,
};
