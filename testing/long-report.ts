/** A written report of any length for tests: prose with right figures of its one k6 output, under many headings. */

const OUTPUT = `\`\`\`
     http_req_duration..............: avg=57.66ms min=3.11ms med=44.82ms max=803.04ms p(90)=112.43ms p(95)=149.25ms
     http_req_failed................: 0.00%  0 out of 2400
     http_reqs......................: 2400   40.0/s
     iterations.....................: 2400   40.0/s
\`\`\``;

const SENTENCES = [
  '서버가 응답을 늦게 주더라도 다른 요청이 밀리지 않도록 커넥션을 충분히 확보했다. ',
  '시험 중에는 배치 작업을 멈추고 로그 수준을 낮추어 측정에 영향을 주지 않게 했다. ',
  '평균 응답 시간은 57.66ms, p95는 149.25ms였다. ',
  'TPS는 40이고 총 2,400건을 처리했다. ',
  '데이터의 양을 늘려 같은 절차를 되풀이했다. ',
] as const;

/** A report of about so many items, 280 bytes each. */
export function longReport(items: number): string {
  const lines = Array.from({ length: items }, (_, at) => {
    const heading = at % 40 === 0 ? `\n## ${at}. 결과\n\n` : '';
    return `${heading}- ${SENTENCES.map((_sentence, next) => SENTENCES[(at + next) % SENTENCES.length]).join('')}`;
  });
  return `# 부하 테스트\n\n${OUTPUT}\n${lines.join('\n')}\n`;
}

/** One k6 output at the head of a report. */
export const withOutput = (text: string): string => `# 부하 테스트\n\n${OUTPUT}\n\n${text}\n`;
