import { inject } from 'vitest';

/**
 * How often a property is tried: `all` times in `npm run test:hostile`; a fifth of that, but at least 20 times, in
 * `npm test`. The values are those of the seed (`property-seed.ts`), so that the same tree gives the same answer.
 */
export const tries = (all: number): number => (inject('isHostile') ? all : Math.min(all, Math.max(20, all / 5)));

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether properties are tried in their full number. */
    readonly isHostile: boolean;
  }
}
