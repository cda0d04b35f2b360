import { describe, expect, test } from 'vitest';
import { crossedMetrics } from './crossed-log.ts';

const LINE = "ERRO[0032] thresholds on metrics 'http_req_failed, checks' have been crossed";

describe("k6's sentence about crossed thresholds", () => {
  test('names them', () => {
    expect(crossedMetrics(LINE)).toStrictEqual(['http_req_failed', 'checks']);
  });

  test('cut off behind its names still names them', () => {
    for (const end of [' crossed', ' been crossed', ' have been crossed'])
      expect(crossedMetrics(LINE.slice(0, -end.length))).toStrictEqual(['http_req_failed', 'checks']);
  });

  test.each([
    ["ERRO[0032] thresholds on metrics 'http_req_failed, che", ['http_req_failed']],
    ["ERRO[0032] thresholds on metrics 'http_r", []],
    ["ERRO[0032] thresholds on metrics '", []],
  ])('cut off within its names has those that are whole: %s', (line, names) => {
    expect(crossedMetrics(line)).toStrictEqual(names);
  });

  test.each(['ERRO[0032] thresholds on', 'We set thresholds on metrics', "thresholds on metrics 'a' have been met"])(
    'is not seen in %s',
    (line) => {
      expect(crossedMetrics(line)).toBeUndefined();
    },
  );
});
