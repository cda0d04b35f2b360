import type { Apis } from '../options/apis.ts';
import type { EnvironmentRecord } from '../options/environment.ts';
import type { K6Options } from '../options/k6-options.ts';

/** k6 gives every script a `require`; @types/k6 does not know it. */
declare function require(path: string): unknown;

/** Makes the options of a script for the load that the environment names. */
export type MakeOptions = (run: string, apis: Apis, env: EnvironmentRecord) => K6Options;

/**
 * The code that makes options, evaluated only when this is called: it would cost each of thousands of virtual users
 * 10 KB that never read their options. In a bundle, `scripts/k6-bundle.mjs` puts that code into this function, with the
 * loads of the project.
 */
export const lazyOptions = (): { readonly makeOptions: MakeOptions } => {
  const { makeOptions } = require('../options/k6-options.ts') as typeof import('../options/k6-options.ts');
  const { projectOf } = require('../options/config.ts') as typeof import('../options/config.ts');
  const { default: config } = require('../buha.config.ts') as typeof import('../buha.config.ts');
  return { makeOptions: (run, apis, env) => makeOptions(run, apis, env, projectOf(config)) };
};
