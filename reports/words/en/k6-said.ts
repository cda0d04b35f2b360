import type { K6Said, NoAnswerReason } from '../../model/k6-said.ts';
import { count } from '../../text/format.ts';

const REASONS: Readonly<Record<NoAnswerReason, string>> = {
  refused: 'connection refused',
  'unknown-host': 'host name not found',
  timeout: 'timed out',
  closed: 'connection closed without an answer',
  certificate: 'certificate not trusted',
  unreachable: 'network unreachable',
};

export function k6Said(said: K6Said): string {
  switch (said.kind) {
    case 'vus-busy':
      return `${said.scenario === undefined ? '' : `${said.scenario}: `}all ${count(said.vus)} VUs are busy and there can be no more, so iterations that cannot start are dropped.`;
    case 'none-finished':
      return 'No iteration ran to its end. Make the run longer.';
    case 'many-series':
      return `There are more than ${count(said.series)} combinations of tag values, which costs k6 memory. If URLs hold ids, give those requests tags: { name }.`;
    case 'no-answer':
      return `Some requests got no answer (${REASONS[said.reason]}): ${said.method} ${said.address}`;
  }
}
