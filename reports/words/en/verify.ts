import type { VerifyFinding } from '../../model/verify.ts';
import { count, rate, share } from '../../text/format.ts';
import type { verifyWords as ko } from '../ko/verify.ts';
import { k6Text } from '../verify-figure.ts';

type Quantity = Extract<VerifyFinding, { id: 'figure' }>['said']['quantity'];
type Timed = Extract<Quantity, { kind: 'time' }>;

const statistics: Readonly<Record<Timed['statistic'], string>> = {
  min: 'minimum',
  avg: 'mean',
  med: 'median',
  max: 'maximum',
  p90: 'p90',
  p95: 'p95',
  p99: 'p99',
  p999: 'p99.9',
};

const measures: Readonly<Record<Timed['measure'], string>> = {
  response: 'response time',
  blocked: 'wait for a connection',
  connecting: 'TCP connect',
  tls: 'TLS handshake',
  'iteration-time': 'iteration time',
};

const counted: Readonly<Record<Extract<Quantity, { kind: 'count' }>['of'], string>> = {
  requests: 'requests',
  iterations: 'iterations',
  dropped: 'dropped iterations',
  delivered: 'iterations run',
  failed: 'failures',
  succeeded: 'successes',
  vus: 'virtual users',
  users: 'users',
  products: 'products',
};

const shares: Readonly<Record<Extract<Quantity, { kind: 'share' }>['of'], string>> = {
  'success-rate': 'success rate',
  'error-rate': 'error rate',
  delivered: 'delivered share',
};

const custom = { ...statistics, count: 'value', rate: 'value per second', share: 'share', rest: 'rest' } as const;
const data = { received: 'data received', sent: 'data sent' } as const;

function quantityText(quantity: Quantity): string {
  switch (quantity.kind) {
    case 'time':
      return `${statistics[quantity.statistic]} ${measures[quantity.measure]}`;
    case 'share':
      return shares[quantity.of];
    case 'count':
      return counted[quantity.of];
    case 'rate':
      return `${counted[quantity.of]} per ${quantity.per ?? 'second'}`;
    case 'custom':
      return `${custom[quantity.of]} of '${quantity.metric}'`;
    case 'data':
      return `${data[quantity.direction]}${quantity.per ? ` per ${quantity.per}` : ''}`;
  }
}

const place = (run: string, part: string | undefined) => (part === undefined ? run : `${run}, ${part}`);
const quoted = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');
const some = (number: number, one: string) => `${count(number)} ${one}${number === 1 ? '' : 's'}`;

export const verifyWords = {
  verdict: { wrong: 'wrong', doubtful: 'doubtful' },
  finding: (finding) => {
    switch (finding.id) {
      case 'figure': {
        const { said, k6, run, part, is } = finding;
        const other = is === undefined ? '' : `; ${said.text} is the ${quantityText(is)}`;
        return {
          says: `${quantityText(said.quantity)} ${said.about ? 'about ' : ''}${said.text}`,
          truth: `${k6.fromScript ? 'the script' : 'k6'}: ${k6Text(k6)} (${place(run, part)})${other}`,
        };
      }
      case 'order':
        return {
          says: `${quantityText(finding.lower.quantity)} ${finding.lower.text}, ${quantityText(finding.upper.quantity)} ${finding.upper.text}`,
          truth: `the ${quantityText(finding.lower.quantity)} cannot be above the ${quantityText(finding.upper.quantity)}`,
        };
      case 'arithmetic':
        return {
          says: `${finding.count} in ${finding.time}, ${finding.said} per second`,
          truth: `that makes ${rate(finding.perSec)} per second`,
        };
      case 'fraction':
        return {
          says: `${finding.said} (${finding.part} of ${finding.whole})`,
          truth: `${finding.part} of ${finding.whole} is ${share(finding.ratio)}`,
        };
      case 'per-minute':
        return {
          says: `${finding.perSec} per second, ${finding.said} per minute`,
          truth: `that makes ${count(Math.round(finding.perMin))} per minute`,
        };
      case 'change':
        return {
          says: `${finding.from} → ${finding.to}, a change of ${finding.said}`,
          truth: `that makes ${share(finding.ratio)}`,
        };
      case 'difference':
        return {
          says: `${finding.from}, ${finding.to}, a difference of ${finding.said}`,
          truth: `that makes ${finding.difference}`,
        };
      case 'check-name':
        return {
          says: `the script's check '${finding.name}'`,
          truth: `checks in the k6 output: ${quoted(finding.inOutput)} (${finding.run})`,
        };
      case 'load-not-delivered':
        return {
          says: `"${finding.said}"`,
          truth: `only ${share(finding.ratio)} of the planned load ran (${finding.run})`,
        };
      case 'other-subject':
        return {
          says: `'${finding.named}'`,
          truth: `line ${finding.announcedLine} announces ${quoted(finding.announced)}`,
        };
    }
  },
  summary: ({ understood, compared, unattributed, runs, wrong, doubtful }) =>
    `compared ${runs === 0 ? `${some(understood, 'figure')} with each other` : `${some(compared, 'figure')} with ${some(runs, 'k6 result')}`}: ${count(wrong)} wrong, ${count(doubtful)} doubtful${unattributed === 0 ? '' : `; ${some(unattributed, 'figure')} not compared, because the report does not tell of which run`}`,
  leftOut: ({ file, lines, first }) =>
    `${file}: ${some(lines, 'line')} with figures ${lines === 1 ? 'was' : 'were'} not checked (from line ${first} on): too long, or the report is too large`,
  noOutput:
    'no k6 output was found. To compare the report with k6, give its output as well:  buha verify REPORT.md summary.json',
} satisfies typeof ko;
