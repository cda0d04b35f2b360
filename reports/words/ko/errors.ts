import type { ErrorWords } from '../errors.ts';

export const errors: ErrorWords = {
  setting: ({ field, value, allowed }) =>
    `${field} 값 '${value}'은(는) 사용할 수 없습니다.\n  사용할 수 있는 값:  ${allowed}`,
  'k6-not-obtained': ({ version, tried }) =>
    [
      `k6 ${version}을(를) 준비하지 못했습니다. 시도한 방법:`,
      ...tried.map((line) => `  - ${line}`),
      '다음 중 하나로 해결할 수 있습니다.',
      `  1. 설치된 k6 ${version}의 경로를 지정합니다:  K6_BIN=/path/to/k6`,
      '  2. Go 1.25 이상을 설치하고 다시 실행합니다(모듈 프록시에서 받아 빌드합니다).',
      '  3. 배포 파일을 내려받을 수 있는 주소를 지정합니다:  K6_MIRROR=https://…',
    ].join('\n'),
};
