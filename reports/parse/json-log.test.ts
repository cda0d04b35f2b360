import { describe, expect, test } from 'vitest';
import { isJsonLog, unwrapped } from './json-log.ts';

const lines = ['  http_reqs....: 5 1/s', '', '  "quoted" {text}'];

describe('a JSON log', () => {
  test.each(['log', 'message', 'msg', 'MESSAGE', 'textPayload'])(
    'with the field %s is the text it carries',
    (field) => {
      const text = lines
        .map((line) => JSON.stringify({ stream: 'stdout', [field]: `${line}\n`, time: 'x' }))
        .join('\n');
      expect(isJsonLog(text.split('\n'))).toBe(true);
      expect(unwrapped(`${text}\nnot JSON`)).toBe(`${lines.join('\n')}\nnot JSON`);
    },
  );

  test('is not what k6 itself writes, nor one object alone, nor text', () => {
    const point = '{"type":"Point","metric":"vus","data":{}}';
    for (const text of [[point, point], ['{"metrics":{},"message":"x"}', '{}'], ['{"message":"x"}'], lines]) {
      expect(isJsonLog(text)).toBe(false);
      expect(unwrapped(text.join('\n'))).toBe(text.join('\n'));
    }
  });
});
