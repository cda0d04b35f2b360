import { bytes, count, span } from '../../text/format.ts';
import { type K6AttemptWords, type K6EventWords, k6AttemptText } from '../k6-words.ts';

const seconds = (ms: number) => `${Math.round(ms / 1000)} s`;
const progress = (receivedBytes: number, totalBytes: number | undefined) =>
  totalBytes === undefined ? bytes(receivedBytes) : `${bytes(receivedBytes)} of ${bytes(totalBytes)}`;
const answered = (answer: string) => (answer === '' ? 'no output' : `'${answer}'`);

export const attempts: K6AttemptWords = {
  'cache-broken': ({ path, answer }) => `cache: ${path} does not run as it should (${answered(answer)})`,
  'cache-unwritable': ({ path, cause }) => `cache: ${path} cannot be written (${cause})`,
  'path-absent': () => 'PATH: no k6',
  'path-other-version': ({ path, version }) => `PATH: ${path} is another version (${version})`,
  'path-not-k6': ({ path, answer }) => `PATH: ${path} is not a k6 (${answered(answer)})`,
  'go-absent': () => 'build: no Go on PATH',
  'go-too-old': ({ found, needed }) => `build: Go ${found} is too old (${needed} or newer is needed)`,
  'build-failed': ({ lastLines }) => ['build: go build failed', ...lastLines].join('\n      '),
  'archive-absent': ({ platform, arch }) => `download: there is no release archive for ${platform}-${arch}`,
  'mirror-not-a-url': () => 'download: K6_MIRROR is not an http:// or https:// address',
  'download-status': ({ url, status }) => `download: the server answered HTTP ${status} to ${url}`,
  'download-unreachable': ({ url, cause }) => `download: ${url} cannot be reached (${cause})`,
  'download-stalled': ({ url, receivedBytes, idleMs }) =>
    `download: ${url} sent nothing for ${span(idleMs)} (${bytes(receivedBytes)} received)`,
  'download-cut-off': ({ url, receivedBytes, totalBytes }) =>
    `download: ${url} was cut off (${progress(receivedBytes, totalBytes)})`,
  'checksum-wrong': ({ url, expected, actual }) =>
    `download: ${url} has the wrong sha256 (expected ${expected}, got ${actual})`,
  'archive-unusable': ({ url, cause }) => `download: ${url} cannot be unpacked (${cause})`,
  'binary-unusable': ({ way, answer }) => `${way}: the k6 obtained does not run on this system (${answered(answer)})`,
};

export const events: K6EventWords = {
  'other-version': ({ path, version, pinned }) =>
    `Using k6 ${version} as K6_BIN says (${path}). This project is made for k6 ${pinned}.`,
  wait: () => 'Another process is obtaining k6; waiting for it.',
  'build-start': ({ version, go }) => `Building k6 ${version} (${go}). Only this once; it takes a minute or two.`,
  'build-progress': ({ step, name, count: done }) =>
    step === 'download'
      ? `Downloading modules: ${count(done)} (${name})`
      : `Compiling: ${count(done)} packages (${name})`,
  'download-start': ({ version, url }) => `Downloading k6 ${version}, only this once: ${url}`,
  'download-progress': ({ receivedBytes, totalBytes }) => `Downloading: ${progress(receivedBytes, totalBytes)}`,
  'way-failed': ({ attempt }) => k6AttemptText(attempts, attempt),
  obtained: ({ version, path, durationMs }) => `k6 ${version} is ready (${seconds(durationMs)}, ${path}).`,
};
