import { expect, test } from 'vitest';
import { parseText } from '../parse/text.ts';
import { verify } from './verify.ts';

const summary = (avg: string, p95: string, requests: number, perSec: string, parts = '') =>
  `     http_req_duration..............: avg=${avg} min=3.1ms med=${avg} max=4.2s p(90)=${p95} p(95)=${p95}
${parts}     http_req_failed................: 0.00%  0 out of ${requests}
     http_reqs......................: ${requests}   ${perSec}/s
     iterations.....................: ${requests}   ${perSec}/s
     vus............................: 30     min=30      max=30
     vus_max........................: 30     min=30      max=30
`;

const [A, B] = [
  parseText(summary('93.4ms', '148.6ms', 4391, '36.592000'), 'r7.txt'),
  parseText(summary('244.7ms', '384.2ms', 7685, '64.041000'), 'r9.txt'),
].flat();

const found = (report: string, outputs = [A, B]) =>
  verify(
    report,
    'report.md',
    outputs.flatMap((one) => one ?? []),
  ).findings.flatMap((finding) => (finding.id === 'figure' ? [`${finding.line}: ${finding.said.text}`] : [finding.id]));

test('a column is of the run whose figures stand in it, whatever its heading is', () => {
  const table = (tps: string) =>
    `| 항목 | 로그인 | 피드 조회 |\n| --- | ---: | ---: |\n| 총 요청(건) | 4,391 | 7,685 |\n| TPS | 36.5 | ${tps} |\n| 평균 | 93.4ms | 244.7ms |\n| p95 | 148.6ms | 384.2ms |\n`;
  expect(found(table('64.0'))).toEqual([]);
  expect(found(table('69.3'))).toEqual(['4: 69.3']);
});

test('so is a section, and a list below a label', () => {
  const list = '- 요청 4,391건\n- 평균 93.4ms\n- p95 148.6ms\n- TPS 39.6\n';
  const other = '- 요청 7,685건\n- 평균 244.7ms\n- p95 384.2ms\n- TPS 64.0\n';
  expect(found(`# 결과\n\n## 개선 전\n\n${list}\n## 개선 후\n\n${other}`)).toEqual(['8: 39.6']);
  expect(found(`# 결과\n\n첫째 안\n${list}\n둘째 안\n${other}`)).toEqual(['7: 39.6']);
});

test('a few figures that may be of either name none', () => {
  expect(
    found('| 항목 | 하나 | 둘 |\n| --- | --- | --- |\n| 평균 | 93.4ms | 99.1ms |\n| p95 | 200ms | 390ms |\n'),
  ).toEqual([]);
  // As many of one as of the other.
  const mixed = '- 요청 4,391건\n- 평균 93.4ms\n- p95 384.2ms\n- 둘째 요청 7,685건\n- TPS 64.0\n';
  expect(found(`## 섞음\n\n${mixed}`)).toEqual([]);
});

test('of one run a section may be of a part of it', () => {
  const parts =
    '       { scenario:browse }..........: avg=39.49ms min=3ms med=37.01ms max=151ms p(90)=47.75ms p(95)=61.57ms\n       { scenario:enroll }..........: avg=185.32ms min=9ms med=178.36ms max=663ms p(90)=216.39ms p(95)=220.76ms\n';
  const outputs = parseText(summary('102.5ms', '215.26ms', 1861, '152.266000', parts), 'run.txt');
  const text = (p95: string) =>
    `■ 강의 목록\n평균 39.49ms, 중앙값 37ms, p95 ${p95}입니다.\n\n■ 수강 신청\n평균 185.3ms, 중앙값 178.4ms, p95 220.8ms입니다.\n`;
  expect(found(text('61.6ms'), outputs)).toEqual([]);
});
