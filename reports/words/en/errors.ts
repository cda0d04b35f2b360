import type { ErrorWords } from '../errors.ts';
import { k6AttemptText } from '../k6-words.ts';
import { attempts } from './k6.ts';

export const errors: ErrorWords = {
  setting: ({ field, value, allowed }) => `${field} cannot be '${value}'.\n  Allowed:  ${allowed}`,
  'not-json': ({ file, line }) =>
    `${file}:${line} is not JSON. The file may be empty or cut off.\n  Make it again with:  k6 run --summary-export summary.json script.js`,
  'not-k6-summary': ({ file, detail }) =>
    `${file} is not a k6 summary (${detail}).\n  Make one with:  k6 run --summary-export summary.json script.js`,
  'bad-run-record': ({ file, detail }) =>
    `${file} is not a run record (${detail}).\n  Check that buha run wrote it and that nobody edited it.`,
  'bad-k6-options': ({ detail }) =>
    `The load in these k6 options cannot be understood (${detail}).\n  See what k6 makes of them:  k6 inspect SCRIPT`,
  'k6-not-obtained': ({ version, goVersion, tried }) =>
    [
      `k6 ${version} could not be obtained. Tried:`,
      ...tried.map((attempt) => `  - ${k6AttemptText(attempts, attempt)}`),
      'Any of these mends it:',
      `  1. get k6 yourself from https://github.com/grafana/k6/releases/tag/v${version} and name it:  K6_BIN=/path/to/k6`,
      `  2. install Go ${goVersion} or newer and run again; k6 is then built from the module proxy (GOPROXY)`,
      '  3. name an address that serves the release archives under the same names:  K6_MIRROR=https://mirror.example.com/k6',
    ].join('\n'),
  'k6-bin-unusable': ({ path, fault, answer }) => {
    const wrong = {
      absent: `K6_BIN names ${path}, which does not exist.`,
      'not-executable': `K6_BIN names ${path}, which is not an executable file.`,
      'not-k6': `K6_BIN names ${path}, which is not a k6 ('version' answered: ${answer || 'nothing'}).`,
    };
    return `${wrong[fault]}\n  Name a k6, or unset K6_BIN to have one obtained. For example:  K6_BIN=/usr/local/bin/k6`;
  },
};
