import { describe, expect, test } from 'vitest';
import { parseText } from '../parse/text.ts';
import { verify } from './verify.ts';

interface Shape {
  readonly requests: number;
  readonly failed: number;
  readonly avg: string;
  readonly p95: string;
  readonly max: string;
  readonly vus: number;
}

const block = ({ requests, failed, avg, p95, max, vus }: Shape) => `
     http_req_duration..............: avg=${avg} min=13.12ms med=${avg} max=${max} p(90)=${avg} p(95)=${p95}
     http_req_failed................: ${((failed / requests) * 100).toFixed(2)}%  ${failed} out of ${requests}
     http_reqs......................: ${requests}   ${(requests / 15).toFixed(6)}/s
     iterations.....................: ${requests}   ${(requests / 15).toFixed(6)}/s
     vus............................: ${vus}     min=${vus}      max=${vus}
     vus_max........................: ${vus}     min=${vus}      max=${vus}
`;
const SHAPES: readonly Shape[] = [
  { requests: 3222, failed: 0, avg: '46.11ms', p95: '71.62ms', max: '131.4ms', vus: 10 },
  { requests: 3305, failed: 14, avg: '224.3ms', p95: '280.1ms', max: '331.2ms', vus: 50 },
  { requests: 3243, failed: 99, avg: '450.9ms', p95: '512.6ms', max: '612.8ms', vus: 100 },
];
const given = (...names: readonly string[]) =>
  SHAPES.flatMap((shape, at) => parseText(block(shape), `${names[at]}.txt`));

const told = (outputs: ReturnType<typeof given>, text: string) =>
  verify(`# 시험\n\n${text}`, 'report.md', outputs).findings.flatMap((finding) =>
    finding.id === 'figure' ? [finding.said.text] : finding.id === 'change' ? [finding.said] : [finding.id],
  );

describe('numbers of users name the runs that differ in them', () => {
  const LEVELS = given('small', 'middle', 'large');

  test.each([
    ['동시 사용자 10명에서는 초당 215건, 50명에서는 220건, 100명에서는 216건을 처리했다.', '216', '281'],
    ['10명일 때의 평균은 46ms였다.', '46ms', '69ms'],
    ['- VU 10 → VU 100: p95 72ms → 513ms', '513ms', '667ms'],
    ['- 100명에서 에러가 99건(3.1%) 발생했으므로 안전하게는 50명까지로 본다.', '99', '134'],
    ['Going to 50 users brought it to 220 rps at a mean of 224 ms.', '224 ms', '160 ms'],
    ['At 100 users 99 requests failed, or 3.1% of all.', '99', '134'],
  ])('%s', (line, right, wrong) => {
    expect(told(LEVELS, line)).toEqual([]);
    expect(told(LEVELS, line.replace(right, wrong))[0]).toContain(wrong);
  });

  test.each([
    '참석 10명, 지난번에는 p95 300ms였다.',
    '200명까지 늘리면 평균 900ms쯤 될 것이다.',
    '사용자가 30명일 때는 평균 120ms였다.',
    '운영에서는 100명이 동시에 써도 평균 80ms다.',
  ])('nothing is told of: %s', (line) => expect(told(LEVELS, line)).toEqual([]));

  test('a heading that is an amount names its run', () => {
    const sections = SHAPES.map((shape) => `### ${shape.vus} VUs\n\n\`\`\`${block(shape)}\`\`\`\n`);
    const report = (mean: string) =>
      `# Capacity\n\n${sections.join('\n')}\n## Findings\n\nWith 50 users the mean was ${mean}.`;
    const of = (mean: string) => verify(report(mean), 'report.md').findings.map(({ id }) => id);
    expect([of('224 ms'), of('321 ms')]).toEqual([[], ['figure']]);
  });
});

describe('rounds that a list gives to outputs', () => {
  const ROUNDS = given('r1', 'r2', 'r3');
  const LIST = '- 1차 (r1.txt): 현행\n- 2차 (r2.txt): 인덱스\n- 3차 (r3.txt): 캐시\n\n';

  test.each([
    ['1차 시험에서는 평균 46ms로 빨랐다. 실패도 0건이었다.', '46ms', '66ms'],
    ['2차에서는 평균이 224ms였고, TPS는 1차 대비 2.6% 늘었다.', '2.6%', '12%'],
    ['3차의 TPS는 216으로 낮다. p95는 2차 대비 83% 증가한 513ms이다.', '83%', '61%'],
    ['3차의 TPS는 216으로 낮다. p95는 2차 대비 83% 증가한 513ms이다.', '513ms', '571ms'],
    ['3차의 TPS는 216으로 낮다. p95는 2차 대비 83% 증가했고, 1차와 비교하면 616% 늘었다.', '616%', '416%'],
  ])('%s', (line, right, wrong) => {
    expect(told(ROUNDS, LIST + line)).toEqual([]);
    expect(told(ROUNDS, LIST + line.replace(right, wrong))).toEqual([wrong]);
  });
});
