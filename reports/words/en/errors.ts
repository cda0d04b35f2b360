import type {
  BrowserFault,
  DrawnForm,
  ErrorFacts,
  ForeignKind,
  JsonKind,
  PrometheusFault,
  TargetFault,
} from '../../model/error.ts';
import type { K6FlagUse } from '../../model/k6-flag.ts';
import type { K6Cause } from '../../model/k6-refusal.ts';
import { bytes, count, duration } from '../../text/format.ts';
import { shellPath } from '../../text/shell-word.ts';
import { figureText, place } from '../figure.ts';
import { k6CauseText } from '../k6-refusal.ts';
import { k6AttemptText } from '../k6-words.ts';
import type { ErrorWords } from '../shapes.ts';
import { systemFaultText } from '../system-fault.ts';
import { attempts } from './k6.ts';
import { k6Causes, ofScenario } from './k6-refusal.ts';
import { systemFaultWords } from './system-fault.ts';

const metricsFaults: Readonly<Record<ErrorFacts['bad-server-metrics']['fault'], (text: string) => string>> = {
  'no-column': (text) => `the first line (the header) has no column ${text}.`,
  'no-time': (text) => `'${text}' is no time.`,
  'no-number': (text) => `'${text}' is no number.`,
  'no-rows': () => 'there is not one value.',
};

const testDataFaults: Readonly<Record<ErrorFacts['bad-test-data']['fault'], string>> = {
  'no-id-column': 'the first line (the header) has no column id.',
  'no-rows': 'there is no row below the header.',
  'no-id': 'the id is empty.',
  'bad-row': 'columns or quotes do not fit the header.',
  'with-scheme':
    'the column token holds the scheme (Bearer, Basic), too; buha writes Bearer itself, so leave the token alone.',
};

const drawn = (purpose: DrawnForm) => (purpose === 'png' ? 'draw PNG' : 'make a PDF');

const without = (purpose: DrawnForm) =>
  purpose === 'png'
    ? 'Without --png pictures are drawn as SVG.'
    : 'Instead of --format pdf, the page of --format html can be printed by any browser.';

const SLO_EXAMPLE = 'Example:\n    default: { p95: 1s, failed: 1% }\n    get-balance: { p95: 300ms, tps: 100 }';

const SLO_VALUES: Readonly<Record<NonNullable<ErrorFacts['bad-slo']['kind']>, string>> = {
  duration: 'A time has its unit and is an upper limit. Examples:  300ms, 1.5s, "< 1s"',
  share: 'A share has its % and is an upper limit. Examples:  0.1%, "< 1%"',
  'least-share': 'A share has its % and is a lower limit. Examples:  95%, "> 90%"',
  score: 'A score is a number and an upper limit. Examples:  0.1, "< 0.1"',
  rate: 'Requests per second are a number and a lower limit. Examples:  100, ">= 100" (quoted, since it begins with >)',
};

function sloFault(fault: ErrorFacts['bad-slo']['fault'], text: string, known: readonly string[]): string {
  const near = known.length === 0 ? '' : ` Nearest: ${known.join(', ')}`;
  switch (fault) {
    case 'too-large':
      return 'is longer than any file of service levels (64 kB at most).';
    case 'too-deep':
      return 'is nested deeper than any service level.';
    case 'syntax':
      return `cannot be read as YAML from here on: ${text}\n  See whether brackets, quotes and indentation fit together, and ':' stands behind each name.`;
    case 'repeated':
      return `'${text}' stands twice. Leave one of them.`;
    case 'unquoted':
      return `a value that begins with '>' needs quotes: ${text}`;
    case 'empty':
      return 'holds no service level.';
    case 'shape':
      return text === ''
        ? "should be a list of 'name: value'."
        : `should have a list of 'name: value' below '${text}'.`;
    case 'unknown-measure':
      return `'${text}' is nothing that can be judged.${near}`;
    case 'unknown-name':
      return `'${text}' is neither an API nor a run that is judged.${near}`;
    case 'unknown-scenario':
      return `there is no scenario '${text}' in the output.${near}`;
    case 'value':
      return `the value of '${text}' cannot be used.`;
  }
}

const templateFaults: Readonly<Record<ErrorFacts['bad-template']['fault'], (what: string) => string>> = {
  syntax: () => 'cannot be read: a pair of braces or a block is not closed there, or holds what is no name',
  block: (what) => `has a block that another one's end closes: ${what}`,
  partial: (what) => `names a template that there is not: ${what}`,
  field: (what) => `names a field that there is not: ${what}`,
  helper: (what) => `calls ${what}; only if, unless, each and with can be called`,
  other: () => 'cannot be filled with a report',
};

const said = (detail: string) => (detail === '' ? '' : ` (${detail})`);

const prometheusFaults: Readonly<Record<Exclude<PrometheusFault, 'unreachable'>, (detail: string) => string>> = {
  login: (detail) => `It wants a user and a password${said(detail)}:  --server-metrics http://USER:PASSWORD@HOST:9090`,
  absent: (detail) =>
    `There is no interface of Prometheus at this address${said(detail)}. Check its path; as a rule it reads http://HOST:9090.`,
  server: (detail) => `The server behind this address failed${said(detail)}. Try again, and look into its log.`,
  foreign: (detail) =>
    `Something else than Prometheus answers there${said(detail)}. Check that the address reads http://HOST:9090.`,
  query: (detail) =>
    `It does not understand the query${said(detail)}. Fix it in the file of --server-queries; Prometheus' own page shows whether it runs.`,
  'too-slow': (detail) => `The query took too long there${said(detail)}. Ask for fewer series, or for sums of them.`,
  other: (detail) => `It could not answer the query${said(detail)}. Look whether Prometheus' own page runs it.`,
};

const browserFaults: Readonly<Record<Exclude<BrowserFault, 'system'>, (detail: string) => string>> = {
  library: (detail) => `A library that it needs is not installed: ${detail}.`,
  sandbox: () => 'The system allows it no sandbox of its own.',
  'too-slow': () => 'It did not answer in time.',
  ended: (detail) => `It ended as soon as it began${said(detail)}.`,
};

const FOREIGN_KINDS: Readonly<Record<ForeignKind, string>> = {
  binary: 'a binary file',
  html: 'an HTML document',
  archive: 'an archive',
  'utf-32': 'text in UTF-32',
  base64: 'text in Base64',
  'url-encoded': 'text in URL encoding',
  'hex-dump': 'a hex dump, as xxd writes it',
};

/** Why a target cannot be reached, and how that is mended. */
const jsonKinds: Readonly<Record<JsonKind, string>> = {
  options: 'Make it again with:  k6 inspect script.js > options.json',
  record: 'buha run wrote it. Put it back as it was, or take it away: the rest of the run is read without it.',
  'target-info': 'Write one JSON object of plain values, or lines of name: value.',
  config: 'Write one JSON object, or a buha.config.ts.',
  baseline: 'Name a file or folder that was written by:  buha baseline accept RUN',
};

function cannotAct({ script, flags, actsOn }: ErrorFacts['flags-cannot-act']): string {
  const texts: Readonly<Record<typeof actsOn, string>> = {
    wired: `cannot act on ${script}: only on scenarios made with defineScenario or defineFlow.\n  The load of this script can be set by flags of k6 behind --, for example:  buha run ${shellPath(script)} -- --vus 10 --duration 30s\n  All else a script reads from __ENV, for example:  buha run ${shellPath(script)} -- -e USERS=users.csv`,
    'base-url': `cannot act on ${script}, which does not read BASE_URL: its requests go to the addresses that it has of its own.\n  Have the script read it (__ENV.BASE_URL + '/orders'), or set the variable that it does read, for example:  buha run ${shellPath(script)} -- -e HOST=http://127.0.0.1:8080`,
    shop: `cannot act on ${script}: the built-in mock shop does not start. It does only where no BASE_URL is given and the scenario is one of buha's, or reads BASE_URL and has no address to take instead.\n  Leave the option out.`,
  };
  return `${flags.join(', ')} ${texts[actsOn]}`;
}

function unreachable({ address, fault, code, detail, ca }: ErrorFacts['target-unreachable']): string {
  const host = new URL(address).hostname;
  const distrust = `Name the certificate of the authority that issued it (--ca FILE), or, for a test server, do without the check (--insecure).`;
  const texts: Readonly<Record<TargetFault, string>> = {
    dns: `The address of ${host} cannot be found (${code}).\n  Check the spelling of the host name, DNS and the VPN.`,
    refused: `The connection was refused (${code}).\n  Check that the server is running and that the port is right.`,
    timeout: `No connection within 5 s (${code}).\n  Check the firewall, the VPN and the address.`,
    network: `There is no connection (${code}).\n  Check the network, the VPN and the address.`,
    'no-tls': `The server does not speak TLS (${code}).\n  Check whether the address begins with http:// and whether the port is right.`,
    tls: `The TLS handshake failed (${code}).\n  Check the server's TLS settings (versions, whether it asks for a client certificate).`,
    expired: `The server's certificate has expired (${detail ?? ''}, ${code}).\n  Renew it, or, for a test server, do without the check with --insecure.`,
    'not-yet-valid': `The server's certificate is not valid before ${detail ?? ''} (${code}).\n  Check this machine's clock, or, for a test server, do without the check with --insecure.`,
    'self-signed': `The server's certificate is self-signed (${code}).\n  Name it with --ca FILE, or, for a test server, do without the check with --insecure.`,
    untrusted:
      ca === undefined
        ? `The authority that issued the server's certificate is not trusted (${code}).\n  ${distrust}`
        : `The server's certificate was not issued by an authority in ${ca} (${code}).\n  ${distrust}`,
    'wrong-name': `The server's certificate is not for ${host} (its names: ${detail ?? ''}, ${code}).\n  Use a name that the certificate has, or, for a test server, do without the check with --insecure.`,
  };
  return `${address} cannot be reached, so no load was sent. ${texts[fault]}`;
}

/** Why a flag of k6 is refused, and what there is instead. */
const k6Flags: Readonly<Record<K6FlagUse, string>> = {
  out: ' The samples are kept in the run folder by buha.\n  A further output stands before --, for example:  buha run script.js --out json=samples.json',
  tags: ' The system tags that the analysis needs are set by buha.\n  Tags of your own can be added, for example:  -- --tag region=seoul',
  summary:
    ' The summary is kept as summary.json in the run folder, in a form that buha can read.\n  Leave the flag out.',
  control:
    ' The start and the end of k6 are up to buha, which also asks at that address how far it is.\n  Leave the flag out.',
  config:
    " The load of a config file of k6 cannot enter the plan.\n  Put it into the script's options, K6_ variables or other flags, for example:  -- --vus 10 --duration 30s",
  log: ' The log of k6 is read by buha and kept as console.txt in the run folder.\n  Leave the flag out.',
  environment: ' The target and other settings reach the script as environment variables.\n  Leave the flag out.',
  segment:
    ' A part of a load cannot be compared with the planned one.\n  For less load give fewer virtual users, for example:  -- --vus 10 --duration 30s',
  help: '\n  See the flags of k6 with:  k6 run --help',
  profile:
    '\n  A profile is set before --, for example:  buha run get-balance --profile smoke --scale 0.1 --duration-scale 0.5',
  data: '\n  Test data are set before --, for example:  buha run get-balance --users users.csv --products products.csv',
  wired: '\n  Its load is that of a profile, for example:  --profile smoke --scale 0.1 --duration-scale 0.5',
  word: '\n  Behind -- there are flags of k6 run only, for example:  buha run script.js -- --vus 10 --duration 30s',
};

/** What helps against what is no fault of the path. */
const remedies: Readonly<Record<string, string>> = {
  ENOSPC: 'Free some disk space and run again.',
  EDQUOT: 'Free some disk space and run again.',
  EMFILE: 'Allow more of them and run again:  ulimit -n 4096',
  ENFILE: 'Allow more of them and run again:  ulimit -n 4096',
};

function refused(place: string | undefined, cause: K6Cause): string {
  const text = k6CauseText(k6Causes, cause);
  const told = cause.scenario === undefined ? text : ofScenario(cause.scenario, text);
  return place === undefined ? told : `${place} ${told}`;
}

const systemFault = (code: string) => systemFaultText(systemFaultWords, code);

/** Why a run that was killed has no samples. */
const unfinishedSamples = {
  unwritten:
    ' k6 compresses raw samples and writes them in large blocks only: at little load those of the first tens of seconds are in memory alone, and are lost with it.',
  withheld: ' Samples of a run that was given secrets are kept only when these have been blacked out.',
};

export const errors: ErrorWords = {
  setting: ({ field, value, allowed }) => `${field} cannot be '${value}'.\n  Allowed:  ${allowed}`,
  'cannot-read': ({ file, reason }) => {
    const causes: Readonly<Record<string, string>> = {
      ENOENT: `there is no file ${file} (${reason}).\n  Check the path: a relative one begins in the folder where the command runs.`,
      EISDIR: `${file} is a folder, not a file (${reason}).\n  Name a file in it.`,
      EACCES: `${file} may not be read by you (${reason}).\n  Check its permissions, for example:  chmod +r ${file}`,
    };
    return (
      causes[reason] ??
      `${file} cannot be read (${systemFault(reason)}).\n  ${remedies[reason] ?? 'Check the path and its permissions.'}`
    );
  },
  'cannot-write': ({ file, reason }) =>
    `${file === '-' ? 'standard output (-)' : file} cannot be written (${systemFault(reason)}).\n  ${remedies[reason] ?? 'Check the path and its permissions, or name another folder.'}`,
  'bad-test-data': ({ file, line, fault }) =>
    `${file}:${line} ${testDataFaults[fault]}\n  Example:\n    id,token\n    9338,abc`,
  'bad-target-info': ({ file, line, text }) =>
    `${file}:${line} '${text}' cannot be understood.\n  Write one 'name: value' a line, for example:  DB connection pool: 50`,
  'unknown-scenario': ({ name, known }) =>
    `there is no scenario '${name}'.\n  Names:  ${known.join(', ')}, all\n  or give the path of a file with a k6 script (.js, .ts …; no archive), of a folder of them, or a pattern ("loadtest/*.js").`,
  'no-scripts': ({ name, others }) =>
    `${name} has no k6 script: a file that exports a default function, or options with scenarios and functions for them.${others.length > 0 ? `\n  There are:  ${others.join(', ')}` : ''}\n  A folder means the files in it; those below it are, for example, "${name.replace(/[\\/]*[^\\/]*[*?[{].*$|[\\/]+$/, '') || '.'}/**/*.js"`,
  'no-scenario-file': ({ api, file, isBuilt }) =>
    `the config has the API '${api}', and there is no script for it.\n  Write ${file}${isBuilt ? ', then run:  npm run build' : '.'}`,
  'not-confirmed': ({ host, vus, ratePerSec }) =>
    `the load of up to ${count(vus)} virtual users and ${ratePerSec === undefined ? 'an unknown number of' : count(ratePerSec)} requests per second on ${host} needs a confirmation.\n  If that machine may be loaded, run again with --yes.`,
  'no-target': ({ known }) =>
    `nobody says which target is meant.\n  Name one:  ${known.map((name) => `--target ${name}`).join(', ')}\n  or write it into the config, for every run:  target: '${known[0] ?? 'staging'}'`,
  'target-unhealthy': ({ address, answer }) =>
    `${address} answered ${answer} before any load.\n  See whether the system is up; if this is no address that tells, change health of the target in the config.`,
  'production-not-confirmed': ({ host }) =>
    `${host} looks like a system that customers use, so its load has to be confirmed twice.\n  If it may be loaded, add --yes-production to --yes. If no customer uses it, write production: false for that target in the config.`,
  'target-unreachable': unreachable,
  'bad-ca': ({ file, fault }) =>
    fault === 'platform'
      ? `--ca ${file} cannot be used: on this operating system k6 asks only the system's certificate store.\n  Add the certificate to that store as a trusted authority, or use --insecure.`
      : `${file} ${fault === 'none' ? 'holds no certificate' : 'holds a certificate that cannot be read'}.\n  Name a PEM file (-----BEGIN CERTIFICATE-----) with the certificate of the authority.`,
  'shop-not-started': ({ reason, port }) =>
    reason === 'EADDRINUSE'
      ? `port ${port} is in use, so the built-in mock shop could not start.\n  Name another one with --port (0: any free one), or end the program that uses it.`
      : `the built-in mock shop could not start (${systemFault(reason)}).\n  BASE_URL can name another target.`,
  'script-refused': ({ script, place, causes }) =>
    [`k6 does not accept ${script}.`, ...causes.map((cause) => refused(place, cause))].join('\n  '),
  'script-hangs': ({ script, limitMs }) =>
    `k6 could not read ${script} within ${duration(limitMs)}, so it was ended.\n  See whether code outside of its functions never ends, or reads a very large file:  k6 inspect ${shellPath(script)}`,
  'script-paused': ({ script }) =>
    `${script} would wait for ever: by paused: true in its options k6 begins only when somebody tells it to (k6 resume).\n  Take paused out of the options and run again.`,
  'no-temporary-folder': ({ folder, reason }) =>
    `${folder}, the folder for temporary files, cannot be written (${systemFault(reason)}).\n  Make it, or name another one:  TMPDIR=/path/to/folder`,
  'flags-cannot-act': cannotAct,
  'k6-flag': ({ flag, use, script }) =>
    `${use === 'word' ? `'${flag}' is no flag of k6` : script === undefined ? `k6's ${flag} cannot be used` : `k6's ${flag} cannot be used for the scenario ${script}`}.${k6Flags[use]}`,
  'k6-flags-refused': ({ cause }) =>
    `k6 refuses the flags behind --. ${k6CauseText(k6Causes, cause)}\n  See those that there are:  k6 run --help`,
  'bad-env-file': ({ file, line }) =>
    `${file}:${line} is no environment variable.\n  Write one NAME=value a line, with quotes around a value that holds blanks or #, for example:\n    API_KEY="abc 123"`,
  'bad-description': ({ file, fault }) =>
    `${file} ${{ syntax: 'is neither JSON nor YAML.', other: 'is neither OpenAPI (Swagger) nor a HAR session.', 'no-operations': 'has no request of which a scenario could be made.' }[fault]}\n  Give an OpenAPI description (openapi.json, openapi.yaml), or what the network panel of a browser saves as HAR while the system is used.`,
  'config-exists': ({ file }) =>
    `${file} is there already, so nothing was written.\n  Add APIs and targets to it by hand, or move it away and run buha init again.`,
  'bad-config': ({ file, line, fault, text }) =>
    `${place(file, line)} ${{ value: `${text} cannot be used.`, 'unknown-field': `there is no field ${text}.`, evaluation: `cannot be read: ${text}`, 'no-export': 'has no default export. Write export default defineConfig({ … }).', 'no-object': `has to be an object and is ${text}. Write export default defineConfig({ … }).` }[fault]}\n  The fields and what they may hold: the type BuhaConfig (defineConfig of buha shows it in an editor), and docs/own-project.md.`,
  'short-secret': ({ name, shortest }) =>
    `the value of ${name} has fewer than ${shortest} characters, too few to be kept secret: blacking it out would black out other words of the report.\n  Test with a value of ${shortest} characters or more; if it is no secret, give it a name without key, token, pin or the like.`,
  'no-variable': ({ name }) =>
    `--secret ${name}: there is no such environment variable.\n  Check the name, or set it in .env or by -- -e ${name}=VALUE.`,
  'cannot-stand-beside': ({ module, reason }) =>
    `${module} imports what k6 cannot resolve, so a transformed copy has to stand beside it while k6 runs, but its folder cannot be written (${systemFault(reason)}).\n  Allow writing there, or copy the script to a folder of your own.`,
  'missing-package': ({ name, purpose }) =>
    `the package ${name} is missing, which ${{ shop: 'the built-in mock shop', imports: 'a k6 script with imports of npm or without an extension', config: 'reading buha.config.ts', png: 'drawing PNG', pdf: 'making a PDF' }[purpose]} needs.\n  Install it with:  npm install ${name}`,
  'no-browser': ({ path, purpose }) =>
    `there is no Chrome, Chromium or Edge to ${drawn(purpose)}${path === undefined ? '' : ` at ${path}`}.\n  Install Chrome, or name the program:  CHROME_PATH=/path/to/chrome\n  ${without(purpose)}`,
  'browser-not-started': ({ path, fault, detail, purpose }) =>
    `the browser that should ${drawn(purpose)} did not start: ${path}\n  ${fault === 'system' ? systemFault(detail) : browserFaults[fault](detail)}\n  See whether it starts from the command line, or name another Chrome:  CHROME_PATH=/path/to/chrome\n  ${without(purpose)}`,
  'needs-output': ({ option }) =>
    `${option} needs the name of a file.\n  For example:  buha report samples.csv.gz ${option} -o ${option.endsWith('pdf') ? 'report.pdf' : 'report.md'}`,
  'nothing-to-report': ({ command }) =>
    [
      `name what to ${command === 'gate' ? 'judge' : 'report on'}. buha reads:`,
      '  - a run folder made by buha run',
      '  - a JSON summary of k6 (--summary-export, handleSummary, --new-machine-readable-summary)',
      '  - raw samples of k6 (--out json=…, --out csv=…), also as .gz',
      '  - the summary that k6 prints in a terminal (also pasted into markdown); - is standard input',
      `  Examples:  buha ${command} results/20261123-140311-get-balance`,
      `             buha ${command} summary.json ${command === 'gate' ? '--slo slo.yaml' : '-o report.md'}`,
    ].join('\n'),
  'no-report': ({ folder }) =>
    `there is no report (report.md) in ${folder}.\n  Make one first:  buha report ${shellPath(folder)}`,
  'no-runs': ({ folder }) =>
    `there are no runs in ${folder}.\n  Run a load test first (npm run test:balance), or name a file of k6 itself:  buha report ${shellPath(`${folder}/summary.json`)}`,
  'needs-test-data': ({ varied, most }) =>
    `an experiment on a system of your own needs at least ${count(most)} ids of ${varied} that it has.\n  Name them with --${varied} FILE.csv: each value takes as many from the top.`,
  'per-script': ({ option, given, scripts }) =>
    `${option} is given ${given} times, and there ${scripts === 1 ? 'is 1 script' : `are ${scripts} scripts`}.\n  Give it once for each script, in their order, or once for all.`,
  'one-output-file': ({ out }) =>
    `--out ${out} cannot be used for several scripts, rounds or runners: each would write over the file of the other.\n  Run them one by one, or use the samples.csv.gz in each run folder.`,
  'bad-server-metrics': ({ file, line, fault, text }) =>
    `${file}:${line} these server metrics cannot be read: ${metricsFaults[fault](text)}\n  It must be a CSV with the columns time (ISO 8601 with its UTC offset, or epoch seconds or ms), name and value. For example:\n  time,name,value\n  2026-11-23T14:03:11+09:00,cpu_percent,41.5`,
  'no-metrics': ({ source }) =>
    `${source} has not one value of these server metrics.\n  Check the names and labels of the queries.`,
  'other-time': ({ source, metrics: [from, to], run }) =>
    run === undefined
      ? `the server metrics of ${source} (${from} to ${to}) cannot be used: the output does not say when the run took place.\n  Name raw samples or a run folder as well.`
      : `the server metrics of ${source} (${from} to ${to}) are not of the time of the run (${run[0]} to ${run[1]}).\n  Check the time zone (UTC offset) and the range of the file.`,
  'prometheus-refused': ({ address, query, fault, detail }) =>
    `no metrics from Prometheus at ${address}${query === undefined ? '' : ` (query: ${query})`}.\n  ${fault === 'unreachable' ? systemFault(detail) : prometheusFaults[fault](detail)}`,
  'bad-queries': ({ file, line, text }) =>
    `${file}:${line} this is no query: ${text}\n  Write one 'name: query' a line. For example:\n  cpu_ratio: avg(rate(process_cpu_seconds_total[10s]))`,
  'too-few-rounds': () =>
    'name at least two rounds to compare.\n  For example:  buha compare results/20261123-140311-place-order results/20261124-101500-place-order\n  For example:  buha compare --round before-1,before-2,before-3 --round after-1,after-2,after-3',
  'nothing-common': ({ names }) =>
    `no two rounds are of the same API, so there is nothing to compare: ${names.join(', ')}\n  Name a run of the same API for each round.`,
  'not-comparable': ({ differences }) =>
    `the rounds were not measured under the same conditions, so they were not compared.\n${differences.map((one) => `  - ${one}`).join('\n')}\n  Measure again under the same ones, or compare all the same with --force-compare: the report then says so.`,
  'no-baselines': ({ path, fault }) =>
    `${path} holds no baseline${fault === 'absent' ? ' (there is no such file or folder)' : ''}.\n  Accept a valid run as one:  buha baseline accept RUN`,
  'foreign-baselines': ({ path, of, names }) =>
    `the baselines in ${path} are not of a run that is judged.\n  Baselines: ${of.join(', ')}\n  Judged: ${names.join(', ')}\n  Accept a valid run of these:  buha baseline accept RUN`,
  'bad-baseline': ({ file, detail }) =>
    `${file} is no baseline of buha: ${detail}\n  Make it again with buha baseline accept RUN.`,
  'not-accepted': ({ reasons }) =>
    `these runs were not accepted as a baseline.\n${reasons.map((reason) => `  - ${reason}`).join('\n')}\n  Measure again: a valid run, all under the same conditions.`,
  'baseline-needs-record': ({ run }) =>
    `${run} has no record (run.json), so nobody knows under which conditions it was measured, and it cannot become a baseline.\n  Name a folder that buha run wrote.`,
  'no-history': ({ folder, known, leftOut = 0 }) =>
    leftOut > 0
      ? `no run in ${folder} can be listed: ${leftOut === 1 ? 'the one that is there is' : `the ${count(leftOut)} that are there are`} named above.\n  Run the load test again.`
      : known.length === 0
        ? `there are no runs in ${folder}.\n  Run a load test first (npm run test:balance), or name the folder that holds the runs:  buha history results`
        : `no run in ${folder} is of that API and profile.\n  There are (API, profile):  ${known.join(' · ')}`,
  'no-summary': ({ folder }) =>
    `${folder} holds a run's record (run.json) but no summary of k6 (summary.json): k6 ended without one.\n  See console.txt in the same folder for the cause, and run again.`,
  'unfinished-run': ({ folder, samples }) =>
    `the run in ${folder} has no record (run.json), no summary and no samples that can be read: it is still running, or buha was killed in the middle.${samples === undefined ? '' : unfinishedSamples[samples]}\n  Run the load test again.`,
  'no-templates': ({ folder }) =>
    `${folder} holds no template (*.hbs).\n  Copy the file that you want to change from templates/en, for example report.hbs.`,
  'bad-template': ({ name, fault, line, what }) =>
    `${place(`${name}.hbs`, line)} ${templateFaults[fault](what ?? '')}.\n  The fields that it may use stand in templates/README.md.`,
  'not-json': ({ file, line, kind }) =>
    `${file}:${line} is not JSON. The file may have been cut off or edited.\n  ${kind === undefined ? 'Make it again with:  k6 run --summary-export summary.json script.js' : jsonKinds[kind]}`,
  'empty-file': ({ file }) =>
    `${file} is empty.\n  See whether k6 ran to its end, and make it again:  k6 run --summary-export summary.json script.js`,
  'not-k6-output': ({ file, looksLike }) =>
    `${file} is no output of k6 (${FOREIGN_KINDS[looksLike]}).\n  ${looksLike === 'archive' ? 'Unpack it first (gzip is read as it is). ' : ''}JSON summaries, raw samples (NDJSON, CSV) and summary text can be read. Example:  k6 run --summary-export summary.json script.js`,
  'samples-rewritten': ({ file, how }) =>
    `${file} holds raw samples of k6, but ${how === 'list' ? 'in a list of JSON' : 'each over several lines'}; k6 writes one on each line.\n  Give the file that k6 wrote, or put them on lines again:  jq -c '${how === 'list' ? '..|objects|select(.type=="Metric" or .type=="Point")' : '.'}' ${file} > samples.ndjson`,
  'line-too-long': ({ file, line }) =>
    `${file}:${line} is too long a line for any output of k6.\n  See whether the file is a summary (JSON, text) or raw samples (NDJSON, CSV) of k6. Example:  k6 run --summary-export summary.json script.js`,
  'document-too-large': ({ file, largestBytes }) =>
    `${file} is too large (summaries and documents: up to ${bytes(largestBytes)}).\n  Give k6's summary, or its raw samples (NDJSON, CSV).`,
  'gzip-damaged': ({ file }) =>
    `the compression of ${file} is damaged, or was cut off.\n  Copy the file again; to use what can be read, decompress it first:  gzip -dc ${file} > samples`,
  'impossible-figures': ({ file, line, metric, first, second }) =>
    `${place(file, line)} states ${second ? 'two figures that cannot both be' : 'a figure that cannot be'} for ${metric}: ${figureText(first)}${second ? `, ${figureText(second)}` : ''}.\n  See whether the file was edited by hand, and give what k6 wrote.`,
  'options-conflict': ({ option, other, fault }) =>
    fault === 'needs'
      ? `${option} means something only together with ${other}.\n  Give ${other}, too.`
      : `${option} and ${other} cannot both be given.\n  Give only one of them.`,
  'business-figures': ({ given, missing }) =>
    `${given} alone is not enough to work out a load: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.\n  Example:  buha plan --dau 100000 --requests-per-user 12 --peak-share 0.2 --iteration-time 1.2s`,
  'would-overwrite': ({ file }) =>
    `${file} is what was read, so it was not overwritten.\n  Name another file, for example -o report.md`,
  'written-twice': ({ output }) =>
    `two outputs cannot both go to ${output === '-' ? 'standard output (-)' : output}.\n  Name a different file for each.`,
  'same-run-twice': ({ run }) =>
    `${run} is named twice.\n  A run that is counted twice looks like a repetition. Name different runs for each round.`,
  'no-k6-text': ({ file }) =>
    `${file} holds no end-of-test summary of k6.\n  Paste the summary as k6 prints it after a test, from the lines of checks down to vus_max or NETWORK. Indents, code blocks and comment signs do no harm.\n  This command keeps it in a file:  k6 run script.js > summary.txt`,
  'other-tool': ({ file, tool }) =>
    `${file} holds results of ${tool}, and buha reads those of k6 only.\n  Write the same load as a k6 script and give what k6 makes of it:  k6 run --summary-export summary.json script.js`,
  'no-summary-in-log': ({ file, crossed, iterations, endedAfterMs }) =>
    [
      `${file} is the log of a k6 run${iterations === undefined ? '' : ` (${count(iterations)} iterations)`}, but its end-of-test summary is not in it: ${
        endedAfterMs === undefined
          ? 'handleSummary() in the script put something else in its place, or --no-summary left it out.'
          : `the log breaks off after ${duration(endedAfterMs)}.`
      }`,
      ...(crossed ? [`Crossed thresholds: ${crossed.join(', ') || 'k6 does not say which'}`] : []),
      endedAfterMs === undefined
        ? 'Give the JSON that handleSummary() wrote, or have k6 write its own:  k6 run --summary-export summary.json script.js'
        : 'Give the whole log, or have k6 write its summary:  k6 run --summary-export summary.json script.js',
    ].join('\n  '),
  'json-too-deep': ({ file, line, deepest }) =>
    `${file}:${line} is nested deeper than k6's JSON ever is (${count(deepest)} levels at most).\n  Give what k6 wrote, for example from:  k6 run --summary-export summary.json script.js`,
  'json-key-twice': ({ file, line, key }) =>
    `${file}:${line} has '${key}' twice in one object, of which one would be lost. k6 writes each once: the file was edited, or two were put together.\n  Give what k6 wrote, for example from:  k6 run --summary-export summary.json script.js`,
  'not-k6-summary': ({ file, field, fault }) =>
    `${file} is not a k6 summary: ${fault === 'missing' ? `'${field}' is missing` : `'${field}' holds what k6 does not write there`}.\n  Make one with:  k6 run --summary-export summary.json script.js`,
  'needs-merge': ({ file, other, tag }) =>
    `${file} and ${other} are of one run of several runners (${tag}).\n  Judged apart, each shows a part of the load only. Put them together with --merge, for example:  buha report ${shellPath(file)} ${shellPath(other)} --merge`,
  'other-test-run': ({ file, testRun, other, otherTestRun }) =>
    `Different runs cannot be merged. ${file}: testrun_name=${testRun}, ${other}: testrun_name=${otherTestRun}\n  Give --merge the files of one run only.`,
  'same-samples-twice': ({ file, other }) =>
    `${file} and ${other} hold the same samples: they are of one runner.\n  A runner that is merged twice counts twice. Give one file for each runner.`,
  'same-runner-twice': ({ file, other, instanceId }) =>
    `${file} and ${other} are of the same runner (instance_id=${instanceId}).\n  A runner that is merged twice counts twice. Give one file for each runner.`,
  'same-file-twice': ({ file }) =>
    `${file} is given twice.\n  A runner that is merged twice counts twice. Give one file for each runner.`,
  'merge-mixed': ({ samples, summary }) =>
    `--merge cannot put raw samples (${samples}) and a summary (${summary}) together.\n  Give the raw samples of all runners; where some have none, the summaries of all.`,
  'merge-folder': ({ folder }) =>
    `--merge puts together what runners wrote, and ${folder} is the folder of no runner.\n  Name files of samples, or the folders of run --runner, for example:  buha report r1.csv.gz r2.csv.gz --merge`,
  'part-of-run': ({ folder, number, of }) =>
    `${folder} is part ${number} of ${of} of one load: its figures are those of no whole run.\n  Put the parts together, for example:  buha report ${shellPath(folder)} OTHER-FOLDER … --merge`,
  'other-part': ({ folder, other }) =>
    `${folder} and ${other} are no parts of one run: script, load, target or number of runners differ, both are the same part, or they did not run at the same time.\n  Give one folder for each runner of one run.`,
  'too-many-bad-lines': ({ file, bad, of, firstLine }) =>
    `${count(bad)} of ${count(of)} lines cannot be read, the first at ${file}:${firstLine} (up to 1% is accepted).\n  The file is damaged or does not hold samples of k6. Make it again with:  k6 run --out json=samples.ndjson script.js`,
  'no-samples': ({ file }) =>
    `${file} holds nothing that was measured. k6 may have ended before the load began.\n  See what k6 printed and run again, for example:  k6 run --out json=samples.ndjson script.js`,
  'bad-csv-header': ({ file, fault, detail }) =>
    `the header of ${file} ${fault === 'missing' ? `has no column '${detail}'` : `has the column '${detail}' more than once`}.\n  Keep the header that k6 wrote, for example:  metric_name,timestamp,metric_value,…\n  Make the file again with:  k6 run --out csv=samples.csv script.js`,
  'not-a-report': ({ file, looksLike }) =>
    `${file} is no report that can be checked (${{ empty: 'an empty file', binary: 'a binary file', json: 'JSON' }[looksLike]}).\n  Give a markdown report first and k6 output after it, for example:  buha verify REPORT.md summary.json`,
  'bad-slo': ({ file, line, fault, text, known, kind }) =>
    `${file}:${line} ${sloFault(fault, text, known)}\n  ${kind === undefined ? SLO_EXAMPLE : SLO_VALUES[kind]}`,
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
      ...(tried.some(({ fault }) => fault === 'cache-unwritable')
        ? ['  4. make the folder of the cache writable, or name another one (Linux):  XDG_CACHE_HOME=/path/to/folder']
        : []),
    ].join('\n'),
  'k6-bin-unusable': ({ path, fault, answer }) => {
    const wrong = {
      absent: `K6_BIN names ${path}, which does not exist.`,
      'not-executable': `K6_BIN names ${path}, which is not an executable file.`,
      silent: `K6_BIN names ${path}, which did not say its version in time ('version' hangs).`,
      'not-k6': `K6_BIN names ${path}, which is not a k6 ('version' answered: ${answer || 'nothing'}).`,
    };
    return `${wrong[fault]}\n  Name a k6, or unset K6_BIN to have one obtained. For example:  K6_BIN=/usr/local/bin/k6`;
  },
};
