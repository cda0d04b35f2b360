import type { ErrorWords } from '../errors.ts';
import { k6AttemptText } from '../k6-words.ts';
import { attempts } from './k6.ts';
import { object } from './particles.ts';

export const errors: ErrorWords = {
  setting: ({ field, value, allowed }) =>
    `${field} 값 '${value}'은(는) 사용할 수 없습니다.\n  사용할 수 있는 값:  ${allowed}`,
  'not-json': ({ file, line }) =>
    `${file}:${line}에서 JSON을 읽을 수 없습니다. 파일이 비었거나 중간에 잘렸을 수 있습니다.\n  다음 명령으로 다시 만들 수 있습니다:  k6 run --summary-export summary.json script.js`,
  'not-k6-summary': ({ file, detail }) =>
    `${file}은(는) k6 요약이 아닙니다(${detail}).\n  다음 명령으로 만들 수 있습니다:  k6 run --summary-export summary.json script.js`,
  'bad-run-record': ({ file, detail }) =>
    `${file}의 실행 기록을 읽을 수 없습니다(${detail}).\n  buha run이 만든 파일인지, 손으로 고친 부분이 없는지 확인하십시오.`,
  'bad-k6-options': ({ detail }) =>
    `k6 옵션의 부하 설정을 해석할 수 없습니다(${detail}).\n  k6 inspect SCRIPT로 옵션을 확인하십시오.`,
  'k6-not-obtained': ({ version, goVersion, tried }) =>
    [
      `k6 ${version}${object(version)} 준비하지 못했습니다. 시도한 방법:`,
      ...tried.map((attempt) => `  - ${k6AttemptText(attempts, attempt)}`),
      '다음 중 한 가지 방법으로 해결할 수 있습니다.',
      `  1. https://github.com/grafana/k6/releases/tag/v${version} 에서 k6를 직접 받아 그 경로를 지정합니다:  K6_BIN=/path/to/k6`,
      `  2. Go ${goVersion} 이상을 설치하고 다시 실행합니다. 모듈 프록시(GOPROXY)에서 소스를 받아 빌드합니다.`,
      '  3. 배포 파일을 같은 이름으로 제공하는 주소를 지정합니다:  K6_MIRROR=https://mirror.example.com/k6',
    ].join('\n'),
  'k6-bin-unusable': ({ path, fault, answer }) => {
    const wrong = {
      absent: `K6_BIN으로 지정한 ${path} 파일이 없습니다.`,
      'not-executable': `K6_BIN으로 지정한 ${path}에는 실행 권한이 없거나 파일이 아닙니다.`,
      'not-k6': `K6_BIN으로 지정한 ${path}은(는) k6가 아닙니다(version 명령의 결과: ${answer || '출력 없음'}).`,
    };
    return `${wrong[fault]}\n  k6 실행 파일의 경로를 지정하거나 K6_BIN을 비우면 자동으로 준비합니다. 예:  K6_BIN=/usr/local/bin/k6`;
  },
};
