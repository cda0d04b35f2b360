import { count } from '../../text/format.ts';
import { object } from './particles.ts';

/** How many requests of a recorded session became no scenario: of the system itself by why, else by where they went. */
export interface LeftOutRequests {
  readonly elsewhere: readonly { readonly host: string; readonly requests: number }[];
  readonly redirects: number;
  readonly failed: number;
  readonly assets: number;
}

export const init = {
  /** Questions; what stands in brackets is taken for an empty answer. */
  askAddress: (byDefault: string | undefined) =>
    `시험할 시스템의 주소(BASE_URL)${byDefault === undefined ? '. 아직 없으면 Enter(내장 모의 서버로 시작)' : ` [${byDefault}]`}: `,
  askOperations: (total: number) => `시나리오로 만들 요청의 번호(예: 1,3-5) [모두 ${count(total)}개]: `,
  askStart: (byDefault: string | undefined) =>
    `CI에서 서비스를 시작하는 명령${byDefault === undefined ? '. 없으면 Enter' : ` [${byDefault}]`}: `,
  /** A host that may serve customers. */
  production: (host: string) =>
    `${host}은(는) 고객이 사용하는 시스템으로 보이므로 그 대상에 production: true를 적습니다. 부하를 보낼 때마다 두 번 확인하며, 파이프라인은 --yes-production 없이는 부하를 보내지 않습니다. 그런 시스템이 아니면 production: false로 바꾸십시오.`,
  /** A description whose operations lie below a path, which the address does not have. */
  prefixed: (prefix: string, address: string) =>
    `명세의 경로 ${prefix}${object(prefix)} 붙인 주소를 대상으로 적습니다: ${address}`,
  /** Requests of a recorded session that became no scenario. */
  leftOut: ({ elsewhere, redirects, failed, assets }: LeftOutRequests) => {
    const hosts = elsewhere.slice(0, 5).map(({ host, requests }) => `${host} ${count(requests)}개`);
    const own = [
      ...(redirects > 0 ? [`리디렉션 응답 ${count(redirects)}개`] : []),
      ...(failed > 0 ? [`실패한 응답 ${count(failed)}개`] : []),
      ...(assets > 0 ? [`화면을 그리는 파일 ${count(assets)}개`] : []),
    ];
    return [
      ...(own.length > 0 ? [`시나리오로 만들지 않은 요청: ${own.join(', ')}`] : []),
      ...(hosts.length > 0
        ? [
            `다른 서버로 간 요청은 쓰지 않았습니다: ${hosts.join(', ')}${elsewhere.length > 5 ? ` 외 ${elsewhere.length - 5}곳` : ''}`,
          ]
        : []),
    ];
  },
  /** Files that were written before one that could not be. */
  undone: '앞서 쓴 파일은 되돌렸습니다.',
  written: (file: string) => `작성함  ${file}`,
  kept: (file: string) => `그대로 둠(이미 있음)  ${file}`,
  noHost: 'git 원격 저장소가 GitHub나 GitLab이 아니어서 CI 파일은 쓰지 않았습니다.',
  /** GitLab reads one file only. */
  includeByHand: (file: string) => `.gitlab-ci.yml이 이미 있습니다. 그 파일에 추가하십시오:  include: ${file}`,
  installing: (command: string) => `설치하는 중:  ${command}`,
  notInstalled: (command: string) => `패키지를 설치하지 못했습니다. 직접 실행하십시오:  ${command}`,
  toInstall: (command: string) => `설치할 명령:  ${command}`,
  next: '이제 실행할 수 있습니다:',
  // Comments in files.
  sampleValues: '예시 값입니다. 시험할 시스템에 있는 값으로 바꾸십시오.',
  secretValues: (mark: string) => `비밀 값은 쓰지 않았습니다. ${mark}을(를) __ENV의 변수로 바꾸십시오.`,
  profiles: '부하: smoke(짧은 확인), stress, spike, soak … 직접 만들려면 profiles에 적습니다(docs/ko/own-project.md).',
  ownTarget: '시험할 시스템이 생기면 여기에 적고 아래 target을 바꿉니다.',
  targetFields: '더 적을 수 있는 것: health(부하 전에 확인할 경로), facts(보고서에 실을 사양), purpose, production',
  slo: '목표. 만족하지 못하면 종료 코드 10으로 끝납니다. API별 목표는 그 이름 아래에 적습니다.',
  pipeline: '짧은 부하를 보내고 서비스 수준을 판정합니다. 목표 미달이면 10, 측정 무효이면 30으로 끝납니다.',
};
