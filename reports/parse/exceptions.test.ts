import { expect, test } from 'vitest';
import { Exceptions } from './exceptions.ts';

const told = (...messages: readonly string[]) => {
  const exceptions = new Exceptions();
  for (const message of messages) exceptions.add(message);
  return exceptions.told;
};

/** Messages of k6 2.2.0. */
const IN_ITERATION = '\n\tat default (file:///a.js:2:69(6))\n';

test.each([
  ["GoError: cannot parse json due to an error at line 1, character 1 , error: invalid character '<'", 'notJson'],
  ["SyntaxError: invalid character '<' looking for beginning of value\n\tat parse (native)", 'notJson'],
  ['SyntaxError: Unexpected end of JSON input (EOF)\n\tat parse (native)', 'notJson'],
  [
    "GoError: the body is null so we can't transform it to JSON - this likely was because of a request error",
    'notJson',
  ],
  ["TypeError: Cannot read property 'c' of undefined", 'lacking'],
  ['TypeError: Value is not object coercible', 'lacking'],
])('%s: over an answer (%s), thrown or rejected', (message, kind) => {
  for (const thrown of [message + IN_ITERATION, `Uncaught (in promise) ${message}${IN_ITERATION}`]) {
    expect(told(thrown)).toEqual({
      count: 1,
      first: thrown,
      overAnswers: { notJson: 0, lacking: 0, [kind]: 1 },
    });
  }
});

test.each(['ReferenceError: fn is not defined', "TypeError: Object has no member 'nope'", 'Error: broken'])(
  '%s: of the script itself',
  (message) => expect(told(message + IN_ITERATION)).toEqual({ count: 1, first: message + IN_ITERATION }),
);

test('in handleSummary and in teardown none of them broke an iteration off', () => {
  const summary = 'Error: no summary\n\tat total (file:///a.js:9:1(1))\n\tat handleSummary (file:///a.js:3:41(3))\n';
  const teardown = 'Error: no teardown\n\tat teardown (file:///a.js:3:36(3))\n';
  expect(told(summary, teardown)).toEqual({ count: 0, handleSummary: summary, teardown });
});
