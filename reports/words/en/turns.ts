import { count, span } from '../../text/format.ts';
import type { turns as ko } from '../ko/turns.ts';

const about = (ms: number) =>
  ms < 120_000 ? span(Math.max(1, Math.round(ms / 1000)) * 1000) : `${count(ms / 60_000)} min`;

export const turns = {
  running: ({ number, of, name, leftMs }) =>
    `[${count(number)}/${count(of)}]${name === '' ? '' : ` ${name}`}${leftMs === undefined ? '' : ` · about ${about(leftMs)} left`}`,
  stopped: (runs) => `Stopped. The ${runs === 1 ? 'run' : `${count(runs)} runs`} that ended will be used.`,
} satisfies typeof ko;
