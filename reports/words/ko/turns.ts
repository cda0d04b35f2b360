import { count, span } from '../../text/format.ts';

interface Running {
  number: number;
  of: number;
  /** Empty where all runs are of one kind. */
  name: string;
  /** By the runs that ended; undefined before the first has. */
  leftMs: number | undefined;
}

/** Whole minutes, and seconds below two of them. */
const about = (ms: number) =>
  ms < 120_000 ? span(Math.max(1, Math.round(ms / 1000)) * 1000).replace(/s$/, '초') : `${count(ms / 60_000)}분`;

export const turns = {
  running: ({ number, of, name, leftMs }: Running) =>
    `[${count(number)}/${count(of)}]${name === '' ? '' : ` ${name}`}${leftMs === undefined ? '' : ` · 남은 시간 약 ${about(leftMs)}`}`,
  /** Finished rounds count. */
  stopped: (runs: number) => `중단되었습니다. 끝난 실행 ${count(runs)}개로 정리합니다.`,
};
