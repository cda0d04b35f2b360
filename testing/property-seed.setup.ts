import fc from 'fast-check';
import { inject } from 'vitest';

// A property that fails prints this seed; BUHA_TEST_SEED takes it.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: inject('seed') });

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the values of properties begin. */
    readonly seed: number;
  }
}
