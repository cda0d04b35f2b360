/** k6 gives every script a `require`; @types/k6 does not know it. */
declare function require(path: string): unknown;

/**
 * The code that makes options, evaluated only when this is called: it would cost each of thousands of virtual users
 * 10 KB that never read their options. In a bundle, `scripts/k6-bundle.mjs` puts that code into this function.
 */
export const lazyOptions = () => require('../options/k6-options.ts') as typeof import('../options/k6-options.ts');
