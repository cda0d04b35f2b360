import type { ErrorWords } from '../errors.ts';

export const errors: ErrorWords = {
  setting: ({ field, value, allowed }) => `${field} cannot be '${value}'.\n  Allowed:  ${allowed}`,
  'k6-not-obtained': ({ version, tried }) =>
    [
      `k6 ${version} could not be obtained. Tried:`,
      ...tried.map((line) => `  - ${line}`),
      'Any of these mends it:',
      `  1. name an installed k6 ${version}:  K6_BIN=/path/to/k6`,
      '  2. install Go 1.25 or newer and run again (k6 is then built from the module proxy)',
      '  3. name an address that serves the release archives:  K6_MIRROR=https://…',
    ].join('\n'),
};
