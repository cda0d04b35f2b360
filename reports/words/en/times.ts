import { limitTime, shortTime } from '../../text/format.ts';

const SECOND = 's';

/** A measured time in ms as sentences and the body of the document tell it: rounded to what matters. */
export const time = (ms: number): string => shortTime(ms, SECOND);

/** A time in ms that somebody chose: a goal, the length of a plan. */
export const chosenTime = (ms: number): string => limitTime(ms, SECOND);

/** How many times something is, of a figure that may begin with the sign of a bound: `6.6 times`, `at least 100 times`. */
export function multiple(figure: string): string {
  const [, sign, bound] = /^([<>])(.*)$/.exec(figure) ?? [];
  return sign === undefined ? `${figure} times` : `${sign === '>' ? 'at least' : 'less than'} ${bound} times`;
}

/** What the shares of slow requests are of: failed requests may be left out. */
export const allTime = (isOfSuccesses: boolean): string =>
  `all response time${isOfSuccesses ? ' of successful requests' : ''}`;
