import { count, level } from '../../text/format.ts';

/** `1 VU`, `400 VUs`, of a figure that is written out. */
export const vusOf = (figure: string): string => `${figure} ${figure === '1' ? 'VU' : 'VUs'}`;

/** The same of a number. */
export const vusText = (vus: number): string => vusOf(count(vus));

/** `1 iteration`, `400 iterations`. */
export const iterationsText = (iterations: number): string =>
  `${count(iterations)} ${iterations === 1 ? 'iteration' : 'iterations'}`;

/** `1 iteration per second`, `2.5 iterations per second`. */
export const iterationsPerSec = (perSec: number): string =>
  `${level(perSec)} ${level(perSec) === '1' ? 'iteration' : 'iterations'} per second`;
