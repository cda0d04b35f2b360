/** Tells fast-check where its values begin: the same tree is tried with the same values, until another seed is asked for. */

const DEFAULT_SEED = 20_261_129;

/**
 * The seed of every property, from `BUHA_TEST_SEED`: a whole number of 32 bits, or `random` for another one each time.
 * Throws on anything else, so that no run believes to have tried what it has not.
 */
export function propertySeed(stated: string | undefined): number {
  if (!stated) return DEFAULT_SEED;
  if (stated === 'random') return Math.floor(Math.random() * 2 ** 31);
  const seed = Number(stated);
  if (seed !== (seed | 0))
    throw new Error(`BUHA_TEST_SEED=${stated} is neither a whole number of 32 bits nor "random".`);
  return seed;
}
