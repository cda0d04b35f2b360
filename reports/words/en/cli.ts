import type { UsageFault } from '../../model/usage.ts';
import { count, dayAndTime } from '../../text/format.ts';
import { shellPath } from '../../text/shell-word.ts';
import type { FirstAnswers, words as ko } from '../ko/cli.ts';
import { endedByText } from './exit.ts';
import { k6ErrorText } from './k6-error-codes.ts';

/** What a first look should go to where every answer has this status. */
function firstCause({ status, isWired, readsBaseUrl }: FirstAnswers): string {
  if (status === 0) return 'does the target refuse or drop connections?';
  if (status === 401 || status === 403) {
    const how = isWired ? '--header, --users' : 'what the script reads from __ENV: -- -e TOKEN=…';
    return `token missing or wrong? (${how})`;
  }
  if (status === 404 || status === 405)
    return `is the address right? (${readsBaseUrl ? '--base-url' : 'in the script'})`;
  if (status === 429) return 'does the target limit the number of requests?';
  if (status >= 500) return "look at the target's log.";
  return 'is the request right? If this answer is meant, declare it with setResponseCallback in the script.';
}

function usageFault({ kind, what, allowed }: UsageFault): string {
  switch (kind) {
    case 'unknown-option':
      return `there is no option ${what}.`;
    case 'unknown-command':
      return `there is no command ${what}.${allowed ? `\n  Commands:  ${allowed}` : ''}`;
    case 'missing-argument':
      return `the argument ${what} is missing.`;
    case 'option-needs-value':
      return `${what} needs a value.`;
    case 'too-many':
      return 'too many arguments.';
    case 'choice':
      return `${what} cannot be used.\n  Allowed:  ${allowed ?? ''}`;
    case 'other':
      return what;
  }
}

export const words = {
  help: {
    program: 'Runs k6 load tests and writes the analysis report.',
    run: 'Run a load test and write its report.',
    plan: 'Shows a load before it runs: its plan, whether it can be delivered, whether this machine carries it.',
    planArgument: 'APIs, all (the default), k6 script files, folders of them',
    expectLatency: 'response time to expect (200ms, 1.2s); without it, of a server that answers at once',
    iterationTime: 'length of an iteration, think time included; needed for scripts of your own',
    plannedOptions: 'k6 options that are planned (as k6 inspect prints them)',
    planOutput: 'file for a drawing of the load (*.svg), or for the k6 options made of business figures (*.json)',
    calibrate: "measure k6's CPU a request and memory a VU on this machine (15 s at most)",
    dau: 'daily active users: works out a load from business figures',
    requestsPerUser: 'requests of one user in a day',
    peakShare: "share of the day's requests in its busiest hour (0.2 or 20%)",
    report: 'Write the report of k6 output.',
    verify: 'Check the figures of a written report against k6 output and against each other.',
    compare: 'Compare rounds: before and after a change.',
    compareArgument: 'run folders or k6 outputs, each of them a round',
    round: 'the runs of one round that was measured several times, with commas between (once for each round)',
    rounds: 'how many times each runs',
    pause: 'rest between two runs',
    compareRun: 'words of buha run, in quotes and given twice or more, that run in turns and are compared',
    label: 'name of a round (in their order, once for each)',
    forceCompare: 'compare in spite of other conditions; the report says so',
    experiment: 'Test the hypothesis of locks: run with different numbers of test data.',
    apiArgument: 'name of an API',
    vary: 'what to vary: users=4,40,400, products=1,4, vus=100,200',
    repeat: 'runs of each value',
    lockTime: 'how long a lock is held (12.6ms); else as the newest run that raised the hypothesis found it',
    history: 'Show all runs of the past as a table and a page.',
    onlyApi: 'show runs of this API only',
    onlyProfile: 'show runs of this profile only',
    verifyArgument: 'the report (markdown); of a folder, the reports of its runs, each against its own run',
    strict: 'end with 1 also when figures are only doubtful',
    gate: 'Judge whether runs are valid and meet their service levels (for CI).',
    slo: 'file with service levels (YAML); each replaces the default one of its kind (default: slo.yaml beside the script, or here)',
    gateOutput: 'file for the result; - is standard output (the default)',
    gateJson: 'file for the result as JSON as well',
    gateJunit: 'file for the result as JUnit XML as well',
    baseline: 'baseline to compare with: a file or folder that buha baseline accept wrote',
    maxRegression: 'loss that is no regression (10% by default)',
    baselineCommand: 'Keep what later runs are compared with.',
    baselineAccept: 'Accept valid runs as the baseline.',
    baselineAppend: 'Add valid runs to the baseline, of which the newest 20 are kept.',
    baselineAppended: 'folders of runs to be added, whether they met their goals or not',
    baselineRuns: 'run folders; several runs of one API are repetitions',
    baselines: 'folder of baselines, to be kept in git',
    gateStrict: 'end with 20 when anything is left open: undecided, no baseline, a conditional pass',
    gateNewest: 'judge the newest run',
    gateExits:
      'Exit codes:\n  0   passed (also: conditional pass, undecided, no baseline)\n  2   wrong arguments or input\n  10  service levels missed\n  11  regressed\n  20  conditional pass, undecided, no baseline (--strict)\n  30  invalid measurement',
    runTitle: 'title of the run in report and history: one per script in order, or one for the document (repeatable)',
    runPurpose: 'why this load and these goals, for the report: one per script in order, or one for all (repeatable)',
    runGate: 'show the verdict, keep it as gate.json, gate.xml',
    runNoGate: 'end with 0 whatever the verdict, as long as the run is complete (a run for reading)',
    runBaseline: 'baseline to compare with; implies --gate',
    runSlo: 'goals (YAML); implies --gate (default: slo.yaml)',
    shop: 'Start the built-in mock shop alone.',
    init: 'Set up a project that tests a system of your own: config, scenarios, service levels, CI.',
    initFrom: 'an OpenAPI description (JSON, YAML) or a HAR session: one scenario for each request',
    initBaseUrl: 'address of the system; else that of the description, or the built-in mock shop',
    initOperations: 'requests that get a scenario, by number (1,3-5) or name, comma between them; all by default',
    initYes: 'ask nothing, take what is found',
    initNoInstall: 'do not install what is needed, show the command',
    doctor: 'Check whether this machine can run load tests.',
    scenarioArgument: 'APIs, all, files with k6 scripts, folders of them',
    filesArgument: 'a run folder, or k6 output (JSON summary, raw samples, summary text); - is standard input',
    lang: 'language: ko, en (default: $BUHA_LANG, else the locale on screen)',
    profile: 'load profile',
    scale: 'factor for virtual users and rates',
    durationScale: 'factor for the stages’ durations',
    baseUrl: 'address of the target (like BASE_URL)',
    target: 'target of the config; shop: the built-in mock',
    header: "'Name: value' for every request (repeatable)",
    secretHeader:
      'header whose value is a secret although its name does not say so (repeatable); names with key, token, auth … need none',
    secretVariable: 'environment variable whose value is a secret (repeatable)',
    users: 'CSV with users (column id, optionally token)',
    products: 'CSV with products (column id)',
    targetInfo: 'file with facts of the tested system (name: value)',
    notes: 'file with your own opinion for the report (markdown)',
    results: 'folder that receives the results',
    runsFolder: 'folder in which the runs are',
    giveUp: 'end the run where nothing answers for this long (default: 30s until the first success; off: never)',
    runners: 'so many k6 processes share the load on this machine',
    runner: 'send one part of the load, as 2/3; the parts are put together by report … --merge',
    startAt: 'when that part begins, ISO 8601 with zone (2026-12-01T10:00:00+09:00)',
    insecure: "do not check the target's certificate (k6's insecureSkipTLSVerify)",
    ca: 'certificates (PEM) of an authority to trust beside those of the system',
    shopLock: 'write lock of the built-in mock shop: distributed, none',
    shopPort: 'port of the built-in mock shop (0: any free one)',
    envFile: 'file with environment variables, one NAME=value a line (else .env in the current folder)',
    allOptions: 'All other options: buha run --help all',
    k6Arguments:
      'Behind -- stand flags of k6 run (--vus, --duration, -e, --tag …):\n  buha run script.js -- --vus 10 --duration 30s -e KEY=value',
    serverMetrics: 'metrics of the tested system: a CSV (time,name,value) or the address of a Prometheus',
    serverQueries: 'what to ask that Prometheus, one name: query a line',
    serverPreset: (names) => `queries that are at hand for that Prometheus, several with commas: ${names.join(', ')}`,
    serverLabels: 'labels of what those queries look at, as app="shop",namespace="prod"',
    k6Out: "a further output for k6's --out (repeatable); credentials go into k6's variables",
    prometheusRw: "address of a Prometheus that takes k6's metrics (remote write)",
    yes: 'do not ask before load goes to another machine',
    yesProduction: 'nor a second time where that looks like production (with --yes)',
    output: 'file of the report; - is standard output',
    api: 'which API the output is about, where it does not tell',
    ranProfile: 'profile of buha that made the output: the planned load, and how much of it was delivered',
    optionsFile: 'k6 options that made the output, as k6 inspect prints them: the planned load',
    title: 'title of the report',
    format: 'output format',
    png: 'draw charts as PNG instead of SVG (needs an installed Chrome)',
    merge: 'put the files together as one run of several runners (a file for each runner)',
    exactLimit: 'most raw samples to hold one by one; beyond it quantiles are estimated (to 0.5%)',
    brief: 'the body alone, without its appendix (md, html, pdf)',
    template: 'folder with templates of your own (*.hbs)',
    newest: 'write the report of the newest run',
    version: 'print the version',
    help: 'print this help',
    helpCommand: 'Print the help of a command.',
    helpArgument: 'the command that is asked about',
    errorPrefix: 'error:',
    usage: 'Usage:',
    arguments: 'Arguments:',
    options: 'Options:',
    commands: 'Commands:',
    byDefault: 'default',
    examples: 'Examples:',
    usageFault,
    didYouMean: (name) => `Did you mean ${name}?`,
  },
  configPassedOver: (fault) => `warning: going on without the config: ${fault}`,
  shopListening: (baseUrl, lock) =>
    `The built-in mock shop (not a real system) listens on ${baseUrl} (write lock: ${lock === 'none' ? 'none' : 'modelled distributed lock'}). Ctrl-C ends it.`,
  usingShop: (baseUrl, isNamed) =>
    `${isNamed ? 'The' : 'There is no BASE_URL, so the'} built-in mock shop (not a real system) is used: ${baseUrl}`,
  goesTo: ({ address, name, by, file }) =>
    `target: ${address} (${{ environment: 'BASE_URL of the environment', file: `BASE_URL in ${file}`, config: `${name ?? ''} of the config` }[by]})`,
  baseUrlPassedOver: (file) =>
    `BASE_URL in ${file} is not used, since the config names a target. To go there, add --env-file ${file}.`,
  targetPassedOver: (scripts, target) =>
    `warning: the target ${target} is not used by ${scripts.join(', ')}, which does not read BASE_URL: requests go to the addresses that the script has of its own.`,
  noScripts: (files) =>
    `Passed over, no k6 scripts of their own: ${files.slice(0, 5).join(', ')}${files.length > 5 ? ` and ${files.length - 5} more` : ''}.`,
  running: (title, number, of) =>
    of === 1 ? `Starting the load test: ${title}.` : `[${number}/${of}] Starting the load test: ${title}.`,
  partRan: (number, of, folder) =>
    `Part ${number} of ${of} of the load has been sent. Once all parts have, put them together:\n  npx buha report ${shellPath(folder)} OTHER-FOLDER … --merge`,
  startsAt: (time) => `Ready; the load begins at ${time}.`,
  otherRun: ({ pid, script, startedAt }) =>
    `warning: another run of buha is in progress on this machine (pid ${pid}, ${script}, since ${dayAndTime(startedAt)}); it affects the figures of both.`,
  confirmProduction: (host) =>
    `${host} looks like a system that customers use. Type its name to send the load all the same: `,
  confirm: ({ host, vus, ratePerSec }) =>
    ratePerSec === undefined
      ? `This sends the load of up to ${count(vus)} virtual users to ${host} (how many requests per second only the script knows). Go on? [y/N] `
      : `This sends the load of up to ${count(vus)} virtual users and ${count(ratePerSec)} requests per second to ${host}. Go on? [y/N] `,
  yes: /^(y|yes)$/i,
  declined: 'Nothing was run.',
  ownHosts: (hosts) =>
    `warning: the script holds addresses of its own (${hosts.join(', ')}) and may send requests there; the report names as the target what the requests that were sent say.`,
  /** Requests go through a proxy, so nothing can be told of a direct connection. */
  throughProxy: (variable: string, host: string) =>
    `Requests go through the proxy of ${variable}, so whether ${host} can be reached is not checked before.`,
  healthUnchecked: (variable, address) =>
    `The proxy of ${variable} is no HTTP proxy, so the health of ${address} is not asked for before the load.`,
  mappedHost: (host) =>
    `The script's option hosts leads ${host} elsewhere, so whether it can be reached is not checked before.`,
  calledUnreachable: (address, code) =>
    `warning: ${address}, to which the script sends requests, cannot be reached (${code}). The run goes on; those requests will fail.`,
  trustedTogether: (file: string, system: string | undefined) =>
    system === undefined
      ? `The certificates of ${file} are trusted (no certificate bundle of the system was found).`
      : `The certificates of ${file} are trusted together with those of the system (${system}).`,
  insecure: "warning: the server's certificate is not checked (--insecure).",
  ignoredEnvironment: (names) => `warning: not passed on to k6, since buha sets it: ${names.join(', ')}`,
  environmentRead: (file, added, known) => {
    const own = known.length === 0 ? '' : `already set: ${known.join(', ')}`;
    if (added.length === 0) return `Nothing new was read from ${file} (${own})`;
    return `Read from ${file}: ${added.join(', ')}${own === '' ? '' : ` (${own})`}`;
  },
  foundSlo: (file) => `Service levels: ${file}`,
  inspecting: 'k6 is reading the script.',
  readingLong: (file) => `Reading ${file}`,
  status: ({ elapsed, planned, isDraining, iterations, vus, tps, dropped }) =>
    [
      planned === undefined ? elapsed : isDraining ? `${elapsed} draining` : `${elapsed}/${planned}`,
      ...(iterations === undefined ? [] : [`iterations ${iterations}`]),
      ...[`VUs ${vus}`, `TPS ${tps}`],
      ...(dropped === undefined ? [] : [`dropped ${dropped}`]),
    ].join(' · '),
  k6Message: (level, message) => `k6 ${level}: ${message}`,
  repeated: (message, times) => `(${count(times)} times in all) ${message}`,
  leftOut: (times) => `(${count(times)} more messages, too many and too different, were left out)`,
  untoldLines: (lines, file) =>
    `(${count(lines)} more lines of k6 are not shown${file === undefined ? '' : `; see ${file}`})`,
  readingResult: 'Reading the result.',
  writingReport: 'Writing the report.',
  endsRun: (endedBy) =>
    `${endedByText(endedBy)} k6 is summing up what there is.${endedBy.cause === 'shop-lost' ? '' : ' To go on whatever answers, add --give-up off.'}`,
  firstAnswers: (first) => {
    const { status, count: times, name, errorCode } = first;
    return `${status === 0 ? `no answer${errorCode === undefined ? '' : ` (${k6ErrorText(errorCode)})`}` : status} × ${count(times)}${name === undefined ? '' : ` on ${name}`}: ${firstCause(first)}`;
  },
  interrupting: 'Stopping: k6 sums up what there is. Press again to end at once.',
  killed: 'Ended at once. There is no summary, so there is no report.',
  noSummary: (console) => `k6 left no summary, so there is no report. What k6 said is in ${console}.`,
  toldBySamples: (console) =>
    `k6 left no summary, so the verdict and the report come from the raw samples alone. What k6 said is in ${console}.`,
  ended: (meaning) => `k6 did not complete the run: ${meaning}`,
  exceptions: (times, first) =>
    `warning: the script threw ${count(times)} exception${times === 1 ? '' : 's'}. First: ${first}`,
  reading: ({ file, bar, share, read, total, perSec, left }) =>
    total === undefined
      ? `Reading ${read} · ${perSec}/s · ${file}`
      : `Reading ${bar} ${share} · ${perSec}/s · ${left} left · ${file} (${total})`,
  shortTokens: (tokens, shortest) =>
    `warning: ${count(tokens)} of the tokens of --users ${tokens === 1 ? 'has' : 'have'} fewer than ${shortest} characters and will not be blacked out of reports and logs.`,
  warning: (text) => `warning: ${text}`,
  skipped: (fault) => `Left out: ${fault}`,
  samplesUnreadable: (fault) => `warning: ${fault}\n  Only the summary is used.`,
  metricsUnavailable: (fault) => `warning: ${fault}\n  The report is made without server metrics.`,
  verdictNotKept: (exitCode) => `The verdict could not be kept, so this is no pass (exit code ${exitCode}).`,
  samplesKept: (path, folder) =>
    `The raw samples, not written to the end, are kept: ${path}\n  For a report up to there:  buha report ${shellPath(folder)}`,
  samplesGone: (path) =>
    `warning: there are no raw samples (${path}): the file was removed during the run, or there was no room for it. The report comes from k6's summary alone.`,
  bug: (detail) => `this is a bug in buha. Please report it with these lines.\n  ${detail}`,
} satisfies typeof ko;
