import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { Language } from '../../reports/words/language.ts';
import { Terminal } from '../terminal.ts';
import { K6Teller } from './tell-k6.ts';

function teller(language: Language) {
  let text = '';
  const terminal = new Terminal({ write: (more) => (text += more) });
  return { teller: new K6Teller(terminal, language), told: () => text };
}

const BUSY = 'Insufficient VUs, reached 500 active VUs and cannot initialize more scenario=peak_test';
const FAILED = 'Request Failed error=Get "http://127.0.0.1:1/": dial tcp 127.0.0.1:1: connect: connection refused';

test('k6’s warnings in our words, once for all runs of a call; what it throws with its place', () => {
  const { teller: one, told } = teller('ko');
  for (const _ of [1, 2, 3, 4]) one.tell('warning', BUSY);
  one.tell('error', "thresholds on metrics 'http_req_duration' have been crossed");
  one.tell('warning', FAILED);
  one.tellCount(FAILED, 1200);
  // Told from where the user stands, wherever that is.
  one.tell('error', `TypeError: no token\n\tat default (${pathToFileURL('x.js')}:5:1(1))\n`);
  expect(told()).toMatchInlineSnapshot(`
    "  경고: peak_test: VU 500개가 모두 사용 중이고 더 늘릴 수 없어, 시작하지 못하는 반복은 버려집니다.
      경고: 응답을 받지 못한 요청이 있습니다(연결이 거부됨): GET http://127.0.0.1:1/
      (같은 메시지 총 1,200회) 응답을 받지 못한 요청이 있습니다(연결이 거부됨): GET http://127.0.0.1:1/
      k6 오류: TypeError: no token (x.js:5)
    "
  `);
});

test('the same in English', () => {
  const { teller: one, told } = teller('en');
  one.tell('warning', BUSY);
  one.tell('warning', FAILED);
  one.tellCount(FAILED, 1200);
  one.tellCount("thresholds on metrics 'http_req_duration' have been crossed", 2);
  one.tell('error', 'TypeError: no token');
  expect(told()).toMatchInlineSnapshot(`
    "  warning: peak_test: all 500 VUs are busy and there can be no more, so iterations that cannot start are dropped.
      warning: Some requests got no answer (connection refused): GET http://127.0.0.1:1/
      (1,200 times in all) Some requests got no answer (connection refused): GET http://127.0.0.1:1/
      k6 error: TypeError: no token
    "
  `);
});
