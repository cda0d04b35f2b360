import { limitTime, shortTime } from '../../text/format.ts';

const SECOND = '초';

/** A measured time in ms as sentences and the body of the document tell it: rounded to what matters. */
export const time = (ms: number): string => shortTime(ms, SECOND);

/** A time in ms that somebody chose: a goal, the length of a plan. */
export const chosenTime = (ms: number): string => limitTime(ms, SECOND);

/** How many times something is, of a figure that may begin with the sign of a bound: `6.6배`, `100배 이상`, `0.01배 미만`. */
export function multiple(figure: string): string {
  const [, sign, bound] = /^([<>])(.*)$/.exec(figure) ?? [];
  return sign === undefined ? `${figure}배` : `${bound}배 ${sign === '>' ? '이상' : '미만'}`;
}

/** What the shares of slow requests are of: failed requests may be left out. */
export const allTime = (isOfSuccesses: boolean): string => `${isOfSuccesses ? '성공한 요청의 ' : ''}전체 응답 시간`;
