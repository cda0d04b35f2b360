import type { Check, CheckId } from '../../model/checkup.ts';
export const checkup = {
  names: {
    node: 'Node.js',
    k6: 'k6',
    go: 'Go',
    shop: '내장 모의 서버',
    bundler: '스크립트 번들러',
    browser: 'PNG·PDF용 브라우저',
    'open-files': '열린 파일 한도',
    ports: '로컬 포트',
    machine: '부하 발생 장비',
    load: '지금 쓰이는 CPU',
    clock: '시계',
  } satisfies Record<CheckId, string>,
  states: { good: '정상', limited: '제한', bad: '불가' } satisfies Record<Check['state'], string>,
  missing: '없음',
  notNeeded: '없음(필요하지 않거나 알 수 없음)',
  /** Where K6_BIN names something that is no k6. */
  brokenK6: 'K6_BIN이 가리키는 파일이 k6가 아니거나 실행되지 않습니다. 올바른 경로를 지정하거나 K6_BIN을 지우십시오.',
  /** What is needed, beside what was found. */
  needed: (needed: string) => `필요: ${needed}`,
  /** The last line: whether load tests can be run, with how many limits. */
  conclusion: ({ canRun, limited }: { canRun: boolean; limited: string }) =>
    canRun
      ? `부하 테스트를 실행할 수 있습니다${limited === '0' ? '' : `(제한 ${limited}건)`}.`
      : '부하 테스트를 실행할 수 없습니다. 아래 항목을 먼저 해결하십시오.',
  /** How to mend what is limited or bad. */
  mends: {
    node: 'https://nodejs.org 에서 최신 LTS를 설치하십시오.',
    k6: '첫 실행 때 Go로 빌드하거나(약 2분) 내려받습니다. 이미 설치한 k6는 PATH에 있으면(1.0 이상) 그대로 쓰고, 그 밖의 것은 K6_BIN에 경로를 지정하십시오.',
    go: 'k6가 준비되어 있으면 필요 없습니다. 없으면 https://go.dev/dl 에서 설치하거나 k6를 내려받게 두십시오.',
    shop: 'npm install libsql로 설치하십시오. BASE_URL로 자신의 시스템을 지정하면 필요 없습니다.',
    bundler: '자신의 k6 스크립트를 실행하려면 npm install esbuild로 설치하십시오.',
    browser: '--png와 --format pdf를 쓰려면 Chrome, Chromium 또는 Edge를 설치하거나 CHROME_PATH에 경로를 지정하십시오.',
    'open-files': 'ulimit -n을 늘리거나(예: ulimit -n 65536) --scale로 VU를 줄이십시오.',
    ports: 'net.ipv4.ip_local_port_range를 넓히거나 --scale로 VU를 줄이십시오.',
    machine:
      '더 큰 장비에서 부하를 만들거나 --scale로 부하를 줄이십시오. 장비가 먼저 한계에 이르면 결과를 믿을 수 없습니다.',
    load: '다른 프로그램을 끝낸 뒤에 실행하십시오. 장비가 바쁘면 k6가 늦어져 응답 시간이 실제보다 길게 측정됩니다.',
    clock:
      '시각을 읽는 비용이 커서 응답 시간이 길게 측정될 수 있습니다. 가상 머신의 클럭 소스를 tsc나 kvm-clock으로 바꾸십시오.',
  } satisfies Record<CheckId, string>,
  /** Figures of the machine and of its clock. */
  machine: ({ cores, memory }: { cores: string; memory: string }) => `CPU ${cores}코어, 메모리 여유 ${memory}`,
  clock: ({ source, offset }: { source: string | undefined; offset: string }) =>
    source === undefined ? offset : `${source}, ${offset}`,
  k6: ({ version, from, path }: { version: string; from: string; path: string }) =>
    `${version} (${from === 'cache' ? '캐시' : from}: ${path})`,
};
