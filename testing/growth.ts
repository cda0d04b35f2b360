/**
 * Whether work grows with its input and not with its square. One try means nothing on a busy machine; the least of
 * several does, and four times the input makes four times the work of a linear reader, sixteen times that of a quadratic
 * one. What counts is the processor time of this process, so tests that ask stand in `*.isolated.test.ts` or are hostile.
 */

const TIMES = 4;
/** Halfway, as ratios go, between 4 and 16. */
export const LINEAR = 8;
const MOST_ROUNDS = 12;

/** Of the processor, in ms: others that wait for it do not count. */
async function timeOf(work: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** How many times as long `read` takes for an input of four times the size; tries go on until it is linear, up to a dozen. */
export async function growthOf<Input>(
  make: (size: number) => Input,
  size: number,
  read: (input: Input) => unknown,
): Promise<number> {
  const [small, large] = [make(size), make(size * TIMES)];
  // The first time the engine still compiles.
  await read(small);
  let [least, leastLarge] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    least = Math.min(least, await timeOf(() => read(small)));
    leastLarge = Math.min(leastLarge, await timeOf(() => read(large)));
    if (round > 1 && leastLarge <= least * LINEAR) break;
  }
  return leastLarge / least;
}

/** A text of about so many characters, piece by piece. */
export function textOf(length: number, piece: (at: number) => string): string {
  const pieces: string[] = [];
  let written = 0;
  for (let at = 0; written < length; at += 1) {
    const next = piece(at);
    pieces.push(next);
    written += next.length;
  }
  return pieces.join('');
}
