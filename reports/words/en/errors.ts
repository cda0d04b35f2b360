import type { ErrorFacts } from '../../model/error.ts';
import { count } from '../../render/format.ts';
import type { ErrorWords } from '../errors.ts';
import { k6AttemptText } from '../k6-words.ts';
import { attempts } from './k6.ts';

const testDataFaults: Readonly<Record<ErrorFacts['bad-test-data']['fault'], string>> = {
  'no-id-column': 'the first line (the header) has no column id.',
  'no-rows': 'there is no row below the header.',
  'no-id': 'the id is empty.',
  'bad-row': 'columns or quotes do not fit the header.',
};

export const errors: ErrorWords = {
  setting: ({ field, value, allowed }) => `${field} cannot be '${value}'.\n  Allowed:  ${allowed}`,
  'cannot-read': ({ file, reason }) => `${file} cannot be read (${reason}).\n  Check the path and its permissions.`,
  'cannot-write': ({ file, reason }) =>
    `${file} cannot be written (${reason}).\n  ${reason === 'ENOSPC' ? 'Free some disk space and run again.' : 'Check the path and its permissions, or name another folder.'}`,
  'bad-test-data': ({ file, line, fault }) =>
    `${file}:${line} ${testDataFaults[fault]}\n  Example:\n    id,token\n    9338,abc`,
  'bad-target-info': ({ file, line, text }) =>
    `${file}:${line} '${text}' cannot be understood.\n  Write one 'name: value' a line, for example:  DB connection pool: 50`,
  'unknown-scenario': ({ name, known }) =>
    `there is no scenario '${name}'.\n  Names:  ${known.join(', ')}, all\n  or give the path of a file with a k6 script.`,
  'not-confirmed': ({ host, vus, ratePerSec }) =>
    `the load of up to ${count(vus)} virtual users and ${ratePerSec === undefined ? 'an unknown number of' : count(ratePerSec)} requests per second on ${host} needs a confirmation.\n  If that machine may be loaded, run again with --yes.`,
  'shop-not-started': ({ reason, port }) =>
    reason === 'EADDRINUSE'
      ? `port ${port} is in use, so the embedded shop could not start.\n  Name another one with --port (0: any free one), or end the program that uses it.`
      : `the embedded shop could not start (${reason}).\n  BASE_URL can name another target.`,
  'script-refused': ({ script, detail }) => `k6 does not accept ${script}.\n  ${detail}`,
  'missing-package': ({ name, purpose }) =>
    `the package ${name} is missing, which ${purpose === 'shop' ? 'the embedded shop' : 'bundling a k6 script'} needs.\n  Install it with:  npm install ${name}`,
  'nothing-to-report': () =>
    'name what to report on: a run folder, or a summary made by k6 run --summary-export.\n  Examples:  buha report results/20261123-140311-get-balance\n             buha report summary.json -o report.md',
  'no-runs': ({ folder }) => `there are no runs in ${folder}.\n  Run a load test first:  npm run test:balance`,
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
