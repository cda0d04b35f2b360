import { limitTime, shortTime } from '../../text/format.ts';

const SECOND = '초';

/** A measured time in ms as sentences and the body of the document tell it: rounded to what matters. */
export const time = (ms: number): string => shortTime(ms, SECOND);

/** A time in ms that somebody chose: a goal, the length of a plan. */
export const chosenTime = (ms: number): string => limitTime(ms, SECOND);
