import { describe, expect, test } from 'vitest';
import { ofText } from '../../testing/k6-text.ts';

const METRICS = ['http_reqs....: 468 115.1/s', 'vus....: 20 min=20 max=20', 'vus_max....: 20 min=20 max=20'];

describe('k6 says that thresholds were crossed, as a browser translates a log', () => {
  const crossed = (line: string) =>
    ofText([...METRICS, line, ''].join('\n'))
      .thresholds.filter(({ passed }) => !passed)
      .map(({ metric }) => metric);

  test.each([
    [
      'time="2026-11-20T10:00:00Z" level=error msg="メトリック \'http_reqs, checks\' のしきい値を超えました"',
      ['http_reqs', 'checks'],
    ],
    ['ERRO[0030] メトリクス「http_req_duration」の閾値が超過されました', ['http_req_duration']],
    ['エラー: しきい値超過: http_req_failed', ['http_req_failed']],
    ['time="…" level=error msg="指标 \'http_reqs, checks\' 的阈值已被超过"', ['http_reqs', 'checks']],
    ['ERRO[0030] 指標“http_req_duration、checks”的閾值已超出', ['http_req_duration', 'checks']],
    ["##[error]已超过指标 'http_req_failed' 的阈值", ['http_req_failed']],
    ["ERRO[0030] se han superado los umbrales de las métricas 'checks'", ['checks']],
    ["ERRO[0030] les seuils des métriques 'checks' ont été dépassés", ['checks']],
    ["ERRO[0030] Schwellenwerte für Metriken 'checks' wurden überschritten", ['checks']],
    ["ERRO[0030] os limites nas métricas 'checks' foram ultrapassados", ['checks']],
    ["ERRO[0030] пороговые значения для метрик 'checks' были превышены", ['checks']],
  ])('%s', (line, metrics) => expect(crossed(line)).toEqual(metrics));

  test.each([
    "'http_reqs' のしきい値を超えていません",
    'p95 のしきい値を超えました',
    "指标 'http_reqs' 的阈值没有超过",
    "指标 'http_reqs' 的阈值未被超过",
    "改善前は 'http_req_duration' のしきい値を超えましたが、今は違います",
    "Los umbrales de 'checks' no se han superado",
    "임계값을 초과하면 'http_reqs'",
  ])('prose is none of it: %s', (line) => expect(crossed(line)).toEqual([]));
});

/** A summary whose words, but for the names of metrics, stand in another language. */
const summary = (titles: readonly [thresholds: string, results: string], times: readonly string[]) =>
  [
    `  █ ${titles[0]}`,
    '',
    '    http_req_duration',
    "    ✗ 'p(95)<200' p(95)=412.7ms",
    '',
    `  █ ${titles[1]}`,
    '',
    '    checks_total.......: 3480   115.231788/s',
    '    checks_succeeded...: 98.79% 3438 out of 3480',
    '    checks_failed......: 1.20%  42 out of 3480',
    '',
    '    ✗ 상태 200',
    '      ↳  98% — ✓ 3438 / ✗ 42',
    '',
    '    HTTP',
    `    http_req_duration..............: ${['171.2ms', '719.4µs', '160.4ms', '1.02s'].map((time, at) => `${times[at]}=${time}`).join(' ')} p(95)=412.7ms`,
    '    http_req_failed................: 1.20%  42 out of 3480',
    '    http_reqs......................: 3480   115.231788/s',
    '',
    '    EXECUTION',
    '    iterations.....................: 3480   115.231788/s',
    '    vus............................: 20     min=20        max=20',
    '    vus_max........................: 20     min=20        max=20',
    '',
  ].join('\n');

test.each([
  ['Korean', ['임계값', '전체 결과'], ['평균', '최소', '중앙값', '최대']],
  ['Japanese', ['しきい値', '合計結果'], ['平均', '最小', '中央値', '最大']],
  ['Chinese', ['阈值', '总结果'], ['平均值', '最小值', '中位数', '最大值']],
  ['Chinese, as in Taiwan', ['閾值', '總結果'], ['平均', '最小', '中位數', '最大']],
  ['Spanish', ['UMBRALES', 'RESULTADOS TOTALES'], ['avg', 'min', 'med', 'max']],
] as const)('titles and statistics in %s are those of k6', (_, titles, times) => {
  const clean = ofText(summary(['THRESHOLDS', 'TOTAL RESULTS'], ['avg', 'min', 'med', 'max']));
  expect(ofText(summary(titles, times))).toStrictEqual(clean);
});

test('parts of the full mode keep their scenario where its word is translated', () => {
  const lines = (scenario: string) =>
    [summary(['THRESHOLDS', 'TOTAL RESULTS'], ['avg', 'min', 'med', 'max']), `  █ ${scenario} peak`, '', '    HTTP']
      .concat([
        '    http_reqs......................: 480   15.2/s',
        '    http_req_failed................: 0.00%  0 out of 480',
        '',
      ])
      .join('\n');
  const clean = ofText(lines('SCENARIO:'));
  expect(clean.scenarios.peak?.requests).toBe(480);
  for (const word of ['シナリオ：', '场景：', '시나리오:']) expect(ofText(lines(word))).toStrictEqual(clean);
});
