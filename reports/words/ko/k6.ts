import { bytes, clock, count, span } from '../../text/format.ts';
import { type K6AttemptWords, type K6EventWords, type K6LackWords, k6AttemptText } from '../k6-words.ts';
import { systemFaultText } from '../system-fault.ts';
import { object, subject } from './particles.ts';
import { systemFaultWords } from './system-fault.ts';

const seconds = (ms: number) => `${Math.round(ms / 1000)}초`;
const progress = (receivedBytes: number, totalBytes: number | undefined) =>
  totalBytes === undefined ? bytes(receivedBytes) : `${bytes(receivedBytes)} / ${bytes(totalBytes)}`;
const answered = (answer: string) => (answer === '' ? '출력 없음' : `'${answer}'`);

export const attempts: K6AttemptWords = {
  'cache-broken': ({ path, answer }) => `캐시: ${path} 파일이 정상적으로 실행되지 않습니다(${answered(answer)})`,
  'cache-silent': ({ path }) => `캐시: ${path} 파일이 버전 확인에 제때 응답하지 않았습니다`,
  'cache-unwritable': ({ path, cause }) =>
    `캐시: ${path}에 저장할 수 없습니다(${systemFaultText(systemFaultWords, cause)})`,
  'path-absent': () => 'PATH: k6가 없습니다',
  'path-silent': ({ path }) => `PATH: ${path} 파일이 버전 확인에 제때 응답하지 않았습니다`,
  'path-too-old': ({ path, version, oldest }) =>
    `PATH: ${path}의 버전이 너무 낮습니다(${version}, ${oldest} 이상만 사용). 그래도 쓰려면 지정합니다:  K6_BIN=${path}`,
  'path-other-version': ({ path, version }) => `PATH: ${path}의 버전이 다릅니다(${version})`,
  'path-no-release': ({ path, version }) =>
    `PATH: ${path}은(는) 정식 버전이 아닙니다(${version}). 그래도 쓰려면 지정합니다:  K6_BIN=${path}`,
  'path-not-k6': ({ path, answer }) => `PATH: ${path}은(는) k6가 아닙니다(${answered(answer)})`,
  'go-absent': () => '빌드: PATH에 Go가 없습니다',
  'go-too-old': ({ found, needed }) => `빌드: Go ${found}에서는 빌드할 수 없습니다(${needed} 이상 필요)`,
  'build-failed': ({ lastLines }) => ['빌드: go build가 실패했습니다', ...lastLines].join('\n      '),
  'archive-absent': ({ platform, arch }) => `내려받기: ${platform}-${arch}용 배포 파일이 없습니다`,
  'mirror-not-a-url': () => '내려받기: K6_MIRROR 값이 http:// 또는 https:// 주소가 아닙니다',
  'download-status': ({ url, status }) => `내려받기: ${url} 요청에 서버가 HTTP ${status} 상태로 응답했습니다`,
  'download-unreachable': ({ url, cause }) =>
    `내려받기: ${url}에 연결할 수 없습니다(${systemFaultText(systemFaultWords, cause)})`,
  'download-stalled': ({ url, receivedBytes, idleMs }) =>
    `내려받기: ${url}에서 ${span(idleMs)} 동안 데이터가 오지 않았습니다(받은 크기 ${bytes(receivedBytes)})`,
  'download-cut-off': ({ url, receivedBytes, totalBytes }) =>
    `내려받기: ${url} 전송이 중간에 끊겼습니다(${progress(receivedBytes, totalBytes)})`,
  'checksum-wrong': ({ url, expected, actual }) =>
    `내려받기: ${url} 파일의 sha256이 다릅니다(예상 ${expected}, 실제 ${actual})`,
  'download-too-long': ({ url, mostBytes }) =>
    `내려받기: ${url} 파일이 ${bytes(mostBytes)}보다 커서 k6 배포 파일이 아니므로 중단했습니다`,
  'archive-unusable': ({ url, cause }) =>
    `내려받기: ${url} 파일의 압축을 풀 수 없습니다(${systemFaultText(systemFaultWords, cause)})`,
  'binary-unusable': ({ way, answer }) =>
    `${way === 'build' ? '빌드' : '내려받기'}: 준비한 k6가 이 시스템에서 실행되지 않습니다(${answered(answer)})`,
};

export const lacks: K6LackWords = {
  'text-encoder': '`TextEncoder`와 `TextDecoder`',
  'summary-timeout': '`handleSummaryTimeout` 옵션',
  'merge-run-tags': '스크립트의 태그를 지우지 않는 `--tag`(`K6_FEATURES=merge-run-tags`)',
  'gauge-max': '0보다 작은 게이지의 정확한 최댓값',
  'vus-over-scenarios': '시나리오가 있는 스크립트에 `--vus`만 지정하기',
  'secret-source': '`K6_SECRET_SOURCE`',
  websockets: '`k6/websockets`',
  'csv-memory': '가상 사용자가 함께 쓰는 `k6/experimental/csv` 데이터',
  opentelemetry: '`--out opentelemetry`',
};

export const events: K6EventWords = {
  'other-version': ({ path, version, pinned, from, lacks: missing }) => {
    const place = from === 'PATH' ? 'PATH에 있는' : 'K6_BIN으로 지정한';
    const lacking = missing.map((id) => lacks[id].replaceAll('`', '')).join(', ');
    return `${place} k6 ${version}${object(version)} 사용합니다(${path}). buha는 k6 ${pinned} 기준입니다.${lacking && ` 이 버전에 없는 기능: ${lacking}.`}`;
  },
  'passed-over': ({ attempt }) => `사용하지 않음: ${k6AttemptText(attempts, attempt)}`,
  wait: () => '다른 프로세스가 k6를 준비하고 있어 기다립니다.',
  'build-start': ({ version, go }) =>
    `k6 ${version}${object(version)} 빌드합니다(${go}). 처음 한 번만 하며 보통 2분쯤 걸립니다.`,
  'build-progress': ({ step, name, count: done, elapsedMs }) =>
    step === 'download'
      ? `${clock(elapsedMs)}(보통 2:00) · 모듈 내려받는 중: ${count(done)}개(${name})`
      : `${clock(elapsedMs)}(보통 2:00) · 컴파일 중: 패키지 ${count(done)}개(${name})`,
  'download-start': ({ version, url }) => `k6 ${version}${object(version)} 내려받습니다. 처음 한 번만 합니다: ${url}`,
  'download-progress': ({ receivedBytes, totalBytes, elapsedMs, leftMs }) =>
    `${clock(elapsedMs)} · 내려받는 중: ${progress(receivedBytes, totalBytes)}${leftMs === undefined ? '' : `, 약 ${clock(leftMs)} 남음`}`,
  'way-failed': ({ attempt }) => k6AttemptText(attempts, attempt),
  obtained: ({ version, path, durationMs }) =>
    `k6 ${version}${subject(version)} 준비되었습니다(${seconds(durationMs)}, ${path}).`,
};
