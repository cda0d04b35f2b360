/** For tests: small scripts, each of which ends k6 in its own way. */

/** Goals that the load below meets, so that nothing else makes a run red. */
const MET = "thresholds: { http_req_duration: ['p(95)<60000'], http_req_failed: ['rate<=1'], checks: ['rate>=0'] }";

interface Parts {
  /** Further imports and functions. */
  readonly top?: string;
  /** Options beside the load. */
  readonly options?: string;
  /** What an iteration does besides its request. */
  readonly body?: string;
}

/** Twenty requests of one virtual user. */
const script = ({ top = '', options = MET, body = '' }: Parts) => `import http from 'k6/http';
import { check, fail, sleep } from 'k6';
import exec from 'k6/execution';
import { Counter, Gauge, Rate, Trend } from 'k6/metrics';
// An address in so many words would be tried before the run.
const nowhere = __ENV.BASE_URL.replace(/\\d+$/, '1');
${top}
export const options = { vus: 1, iterations: 20, ${options} };
export default function () {
  const answer = http.get(__ENV.BASE_URL + '/');
  check(answer, { good: ({ status }) => status === 200 });
  ${body}
}
`;

const throwing = (name: string) => `export function ${name}() { throw new Error('boom'); }`;
const sleeping = (name: string) => `export function ${name}() { sleep(5); }`;

/** Scripts by name, with the code with which k6 2.2 ends each of them. */
export const ENDINGS: Readonly<Record<string, readonly [k6Code: number, script: string]>> = {
  'goals-met': [0, script({})],
  'no-goals': [0, script({ options: '' })],
  'crossed-time': [99, script({ options: "thresholds: { http_req_duration: ['p(95)<0.000001'] }" })],
  'crossed-one-of-two': [99, script({ options: "thresholds: { http_req_duration: ['p(95)<60000', 'max<0.000001'] }" })],
  'crossed-failures': [
    99,
    script({
      options: "thresholds: { http_req_failed: ['rate<0.5'] }",
      body: 'http.get(nowhere); http.get(nowhere);',
    }),
  ],
  'crossed-checks': [
    99,
    script({ options: "thresholds: { checks: ['rate>0.9'] }", body: 'check(answer, { bad: () => false });' }),
  ],
  'crossed-count': [99, script({ options: "thresholds: { http_reqs: ['count>1000'] }" })],
  'crossed-scenario': [
    99,
    script({ options: "thresholds: { 'http_req_duration{scenario:default}': ['avg<0.000001'] }" }),
  ],
  'crossed-group': [
    99,
    script({
      top: "import { group } from 'k6';",
      options: "thresholds: { 'http_req_duration{group:::cart}': ['avg<0.000001'] }",
      body: "group('cart', () => http.get(__ENV.BASE_URL + '/cart'));",
    }),
  ],
  'crossed-own-tag': [
    99,
    script({
      options: "thresholds: { 'http_req_duration{part:cart}': ['avg<0.000001'] }",
      body: "http.get(__ENV.BASE_URL + '/cart', { tags: { part: 'cart' } });",
    }),
  ],
  'crossed-url': [99, script({ options: "thresholds: { 'http_reqs{method:GET,proto:HTTP/1.1}': ['count>1000'] }" })],
  'crossed-lean-tag': [99, script({ options: "thresholds: { 'http_reqs{proto:HTTP/1.1}': ['count<1'] }" })],
  'crossed-own-counter': [
    99,
    script({
      top: "const lost = new Counter('lost');",
      options: "thresholds: { lost: ['count<1'] }",
      body: 'lost.add(1);',
    }),
  ],
  'crossed-own-gauge': [
    99,
    script({
      top: "const depth = new Gauge('depth');",
      options: "thresholds: { depth: ['value<1'] }",
      body: 'depth.add(5);',
    }),
  ],
  'crossed-own-rate': [
    99,
    script({
      top: "const good = new Rate('good');",
      options: "thresholds: { good: ['rate>0.9'] }",
      body: 'good.add(false);',
    }),
  ],
  'crossed-own-trend': [
    99,
    script({
      top: "const wait = new Trend('wait', true);",
      options: "thresholds: { wait: ['p(99)<1'] }",
      body: 'wait.add(5);',
    }),
  ],
  'crossed-unlisted-statistic': [
    99,
    script({ options: "summaryTrendStats: ['avg'], thresholds: { http_req_duration: ['p(99.9)<0.000001'] }" }),
  ],
  'crossed-at-zero': [99, script({ top: "new Counter('orders');", options: "thresholds: { orders: ['count>0'] }" })],
  'crossed-abort': [
    99,
    script({
      options:
        "thresholds: { http_req_duration: [{ threshold: 'p(95)<0.000001', abortOnFail: true }] }, minIterationDuration: '200ms'",
    }),
  ],
  'crossed-without-requests': [
    99,
    "import { Counter } from 'k6/metrics';\nconst lost = new Counter('lost');\nexport const options = { iterations: 5, thresholds: { lost: ['count<1'] } };\nexport default () => lost.add(1);\n",
  ],
  'crossed-own-summary': [
    99,
    script({
      top: 'export function handleSummary() { return {}; }',
      options: "thresholds: { http_req_duration: ['p(95)<0.000001'] }",
    }),
  ],
  'crossed-summary-throws': [
    99,
    script({ top: throwing('handleSummary'), options: "thresholds: { http_req_duration: ['p(95)<0.000001'] }" }),
  ],
  'crossed-and-marked': [
    110,
    script({ options: "thresholds: { http_req_duration: ['p(95)<0.000001'] }", body: "exec.test.fail('no');" }),
  ],
  'marked-failed': [110, script({ body: "exec.test.fail('no stock');" })],
  aborted: [108, script({ body: "if (exec.scenario.iterationInTest === 5) exec.test.abort('enough');" })],
  'aborted-in-setup': [108, script({ top: "export function setup() { exec.test.abort('no token'); }" })],
  'aborted-in-teardown': [108, script({ top: "export function teardown() { exec.test.abort('late'); }" })],
  'throws-in-init': [107, script({ top: "throw new Error('boom');" })],
  'throws-in-a-users-init': [107, script({ top: "if (__VU > 0) throw new Error('boom');" })],
  'throws-in-setup': [107, script({ top: throwing('setup') })],
  'throws-in-iterations': [0, script({ body: "throw new Error('boom');" })],
  'fails-iterations': [0, script({ body: "fail('boom');" })],
  'throws-in-teardown': [107, script({ top: throwing('teardown') })],
  'throws-in-the-summary': [0, script({ top: throwing('handleSummary') })],
  'setup-too-long': [100, script({ top: sleeping('setup'), options: `setupTimeout: '300ms', ${MET}` })],
  'teardown-too-long': [101, script({ top: sleeping('teardown'), options: `teardownTimeout: '300ms', ${MET}` })],
  'threshold-on-nothing-known': [104, script({ options: "thresholds: { no_such_metric: ['count<1'] }" })],
  'threshold-not-readable': [104, script({ options: "thresholds: { http_req_duration: ['p(95)~1'] }" })],
  'no-such-function': [
    104,
    script({ options: "scenarios: { a: { executor: 'constant-vus', vus: 1, duration: '1s', exec: 'nobody' } }" }),
  ],
  'executor-unknown': [
    104,
    script({ options: "scenarios: { a: { executor: 'constant-users', vus: 1, duration: '1s' } }" }),
  ],
  'syntax-error': [107, 'export default function () {'],
  'nothing-exported': [255, 'const nothing = 1;\n'],
  'no-request': [
    0,
    "import { sleep } from 'k6';\nexport const options = { iterations: 2 };\nexport default () => sleep(0.01);\n",
  ],
  'nothing-answers': [0, script({ options: '', body: 'http.get(nowhere);' })],
};
