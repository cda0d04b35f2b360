import type { VerifyFinding } from '../../model/verify.ts';
import { count, rate, share } from '../../text/format.ts';
import type { FindingText, VerifyCounts } from '../shapes.ts';
import { k6Text } from '../verify-figure.ts';
import { topic } from './particles.ts';

type Quantity = Extract<VerifyFinding, { id: 'figure' }>['said']['quantity'];
type Timed = Extract<Quantity, { kind: 'time' }>;

const statistics: Readonly<Record<Timed['statistic'], string>> = {
  min: '최소',
  avg: '평균',
  med: '중앙값',
  max: '최대',
  p90: 'p90',
  p95: 'p95',
  p99: 'p99',
  p999: 'p99.9',
};

const measures: Readonly<Record<Timed['measure'], string>> = {
  response: '응답 시간',
  blocked: '연결 대기 시간',
  connecting: 'TCP 연결 시간',
  tls: 'TLS 협상 시간',
  'iteration-time': '반복 시간',
};

const counted: Readonly<Record<Extract<Quantity, { kind: 'count' }>['of'], string>> = {
  requests: '요청 수',
  iterations: '반복 수',
  dropped: '시작하지 못한 반복',
  delivered: '실행된 반복',
  failed: '실패',
  succeeded: '성공',
  vus: '가상 사용자',
  users: '사용자 수',
  products: '상품 수',
};

const shares: Readonly<Record<Extract<Quantity, { kind: 'share' }>['of'], string>> = {
  'success-rate': '성공률',
  'error-rate': '에러율',
  delivered: '달성률',
};

const custom = { ...statistics, count: '값', rate: '초당 값', share: '비율', rest: '나머지 비율' } as const;
const data = { received: '받은 데이터', sent: '보낸 데이터' } as const;
const per = { second: '초당 ', request: '요청당 ' } as const;

function quantityText(quantity: Quantity): string {
  switch (quantity.kind) {
    case 'time':
      return `${measures[quantity.measure]} ${statistics[quantity.statistic]}`;
    case 'share':
      return shares[quantity.of];
    case 'count':
      return counted[quantity.of];
    case 'rate':
      return `${quantity.per === 'minute' ? '분당' : '초당'} ${counted[quantity.of]}`;
    case 'custom':
      return `'${quantity.metric}' ${custom[quantity.of]}`;
    case 'data':
      return `${quantity.per ? per[quantity.per] : ''}${data[quantity.direction]}`;
  }
}

const place = (run: string, part: string | undefined) => (part === undefined ? run : `${run}, ${part}`);
const quoted = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');

export const verifyWords = {
  verdict: { wrong: '틀림', doubtful: '확인 필요' } satisfies Record<VerifyFinding['kind'], string>,
  finding: (finding: VerifyFinding): FindingText => {
    switch (finding.id) {
      case 'figure': {
        const { said, k6, run, part, is } = finding;
        const other = is === undefined ? '' : `. ${said.text}${topic(said.text)} ${quantityText(is)}`;
        return {
          says: `${quantityText(said.quantity)} ${said.about ? '약 ' : ''}${said.text}`,
          truth: `${k6.fromScript ? '스크립트' : 'k6'}: ${k6Text(k6)} (${place(run, part)})${other}`,
        };
      }
      case 'order':
        return {
          says: `${quantityText(finding.lower.quantity)} ${finding.lower.text}, ${quantityText(finding.upper.quantity)} ${finding.upper.text}`,
          truth: `${quantityText(finding.lower.quantity)}${topic(quantityText(finding.lower.quantity))} ${quantityText(finding.upper.quantity)}보다 클 수 없음`,
        };
      case 'arithmetic':
        return {
          says: `${finding.time}에 ${finding.count}건, 초당 ${finding.said}`,
          truth: `나누면 초당 ${rate(finding.perSec)}건`,
        };
      case 'fraction':
        return {
          says: `${finding.said} (${finding.whole} 중 ${finding.part})`,
          truth: `${finding.whole} 중 ${finding.part}: ${share(finding.ratio)}`,
        };
      case 'per-minute':
        return {
          says: `초당 ${finding.perSec}, 분당 ${finding.said}`,
          truth: `계산하면 분당 ${count(Math.round(finding.perMin))}`,
        };
      case 'change':
        return {
          says: `${finding.from} → ${finding.to}, 변화율 ${finding.said}`,
          truth: `계산하면 ${share(finding.ratio)}`,
        };
      case 'difference':
        return {
          says: `${finding.from}, ${finding.to}, 차이 ${finding.said}`,
          truth: `계산하면 ${finding.difference}`,
        };
      case 'check-name':
        return {
          says: `스크립트의 체크 '${finding.name}'`,
          truth: `k6 출력의 체크: ${quoted(finding.inOutput)} (${finding.run})`,
        };
      case 'load-not-delivered':
        return {
          says: `"${finding.said}"`,
          truth: `계획한 부하의 ${share(finding.ratio)}만 실행됨 (${finding.run})`,
        };
      case 'other-subject':
        return {
          says: `'${finding.named}'`,
          truth: `${finding.announcedLine}행에서 다룬다고 한 대상: ${quoted(finding.announced)}`,
        };
    }
  },
  /** One line about the whole report. */
  summary: ({ understood, compared, unattributed, runs, wrong, doubtful }: VerifyCounts) =>
    `${
      runs === 0
        ? `보고서의 수치 ${count(understood)}개를 서로 비교했습니다.`
        : `보고서의 수치 ${count(compared)}개를 k6 결과 ${count(runs)}개와 비교했습니다.`
    } 틀림 ${count(wrong)}건, 확인 필요 ${count(doubtful)}건${
      unattributed === 0 ? '' : `. 어느 실행의 값인지 알 수 없어 비교하지 않은 수치 ${count(unattributed)}개`
    }`,
  /** Lines with figures that were not looked at, as long sentences and very large reports have them. */
  leftOut: ({ file, lines, first }: { file: string; lines: number; first: number }) =>
    `${file}: 수치가 있는 줄 ${count(lines)}개는 너무 길거나 보고서가 너무 커서 확인하지 않았습니다(${first}행부터).`,
  /** No k6 output is known: the report was checked against itself only. */
  noOutput:
    'k6 출력을 찾지 못했습니다. k6와 비교하려면 출력 파일을 함께 지정하십시오:  buha verify REPORT.md summary.json',
};
