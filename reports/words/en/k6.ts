import { bytes, clock, count, span } from '../../text/format.ts';
import { type K6AttemptWords, type K6EventWords, type K6LackWords, k6AttemptText } from '../k6-words.ts';
import { systemFaultText } from '../system-fault.ts';
import { systemFaultWords } from './system-fault.ts';

const seconds = (ms: number) => `${Math.round(ms / 1000)} s`;
const progress = (receivedBytes: number, totalBytes: number | undefined) =>
  totalBytes === undefined ? bytes(receivedBytes) : `${bytes(receivedBytes)} of ${bytes(totalBytes)}`;
const answered = (answer: string) => (answer === '' ? 'no output' : `'${answer}'`);

export const attempts: K6AttemptWords = {
  'cache-broken': ({ path, answer }) => `cache: ${path} does not run as it should (${answered(answer)})`,
  'cache-silent': ({ path }) => `cache: ${path} did not say its version in time`,
  'cache-unwritable': ({ path, cause }) =>
    `cache: ${path} cannot be written (${systemFaultText(systemFaultWords, cause)})`,
  'path-absent': () => 'PATH: no k6',
  'path-silent': ({ path }) => `PATH: ${path} did not say its version in time`,
  'path-too-old': ({ path, version, oldest }) =>
    `PATH: ${path} is too old (${version}; ${oldest} or newer is taken). To use it all the same:  K6_BIN=${path}`,
  'path-other-version': ({ path, version }) => `PATH: ${path} is another version (${version})`,
  'path-no-release': ({ path, version }) =>
    `PATH: ${path} is no release (${version}). To use it all the same:  K6_BIN=${path}`,
  'path-not-k6': ({ path, answer }) => `PATH: ${path} is not a k6 (${answered(answer)})`,
  'go-absent': () => 'build: no Go on PATH',
  'go-too-old': ({ found, needed }) => `build: Go ${found} is too old (${needed} or newer is needed)`,
  'build-failed': ({ lastLines }) => ['build: go build failed', ...lastLines].join('\n      '),
  'archive-absent': ({ platform, arch }) => `download: there is no release archive for ${platform}-${arch}`,
  'mirror-not-a-url': () => 'download: K6_MIRROR is not an http:// or https:// address',
  'download-status': ({ url, status }) => `download: the server answered HTTP ${status} to ${url}`,
  'download-unreachable': ({ url, cause }) =>
    `download: ${url} cannot be reached (${systemFaultText(systemFaultWords, cause)})`,
  'download-stalled': ({ url, receivedBytes, idleMs }) =>
    `download: ${url} sent nothing for ${span(idleMs)} (${bytes(receivedBytes)} received)`,
  'download-cut-off': ({ url, receivedBytes, totalBytes }) =>
    `download: ${url} was cut off (${progress(receivedBytes, totalBytes)})`,
  'checksum-wrong': ({ url, expected, actual }) =>
    `download: ${url} has the wrong sha256 (expected ${expected}, got ${actual})`,
  'download-too-long': ({ url, mostBytes }) =>
    `download: ${url} is longer than ${bytes(mostBytes)} and thus no archive of k6; stopped`,
  'archive-unusable': ({ url, cause }) =>
    `download: ${url} cannot be unpacked (${systemFaultText(systemFaultWords, cause)})`,
  'binary-unusable': ({ way, answer }) => `${way}: the k6 obtained does not run on this system (${answered(answer)})`,
};

export const lacks: K6LackWords = {
  'text-encoder': '`TextEncoder` and `TextDecoder`',
  'summary-timeout': 'the option `handleSummaryTimeout`',
  'merge-run-tags': "`--tag` that keeps the script's own tags (`K6_FEATURES=merge-run-tags`)",
  'gauge-max': 'a right maximum of gauges below 0',
  'vus-over-scenarios': '`--vus` alone for scripts with scenarios',
  'secret-source': '`K6_SECRET_SOURCE`',
  websockets: '`k6/websockets`',
  'csv-memory': 'rows of `k6/experimental/csv` that virtual users share',
  opentelemetry: '`--out opentelemetry`',
};

export const events: K6EventWords = {
  'other-version': ({ path, version, pinned, from, lacks: missing }) => {
    const lacking = missing.map((id) => lacks[id].replaceAll('`', '')).join(', ');
    return `Using k6 ${version} from ${from} (${path}); buha is made for ${pinned}.${lacking && ` It lacks: ${lacking}.`}`;
  },
  'passed-over': ({ attempt }) => `Not used: ${k6AttemptText(attempts, attempt)}`,
  wait: () => 'Another process is obtaining k6; waiting for it.',
  'build-start': ({ version, go }) =>
    `Building k6 ${version} (${go}). Only this once; it usually takes about 2 minutes.`,
  'build-progress': ({ step, name, count: done, elapsedMs }) =>
    step === 'download'
      ? `${clock(elapsedMs)}, usually about 2:00 · downloading modules: ${count(done)} (${name})`
      : `${clock(elapsedMs)}, usually about 2:00 · compiling: ${count(done)} packages (${name})`,
  'download-start': ({ version, url }) => `Downloading k6 ${version}, only this once: ${url}`,
  'download-progress': ({ receivedBytes, totalBytes, elapsedMs, leftMs }) =>
    `${clock(elapsedMs)} · downloading: ${progress(receivedBytes, totalBytes)}${leftMs === undefined ? '' : `, about ${clock(leftMs)} left`}`,
  'way-failed': ({ attempt }) => k6AttemptText(attempts, attempt),
  obtained: ({ version, path, durationMs }) => `k6 ${version} is ready (${seconds(durationMs)}, ${path}).`,
};
