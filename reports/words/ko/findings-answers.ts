import type { Answer, FailedRequest } from '../../model/finding-figures.ts';
import { aboutShare, count, shortRate } from '../../text/format.ts';
import { code } from '../../text/markdown-text.ts';
import type { FindingWords } from '../finding.ts';
import { k6ErrorText } from './k6-error-codes.ts';
import { time } from './times.ts';

/** Answers that a sentence names; the table of errors has all of them. */
const NAMED = 3;

function answerText({ status, errorCode, count: times }: Answer): string {
  const what = status === 0 ? '응답 없음' : `상태 코드 ${status}`;
  // k6's codes 1400 to 1599 only repeat the status.
  const cause = errorCode !== undefined && status === 0 ? `, ${k6ErrorText(errorCode)}` : '';
  return `${what}(${count(times)}건${cause})`;
}

/** ` 실패한 요청: GET /pay 63건(그 요청의 25%).`; empty where the output does not tell requests apart. */
export function failedRequestsText(names: readonly FailedRequest[], more: number): string {
  if (names.length === 0) return '';
  const each = names.map(
    ({ name, failed, ratio }) =>
      `${code(name)} ${count(failed)}건${ratio === undefined ? '' : `(그 요청의 ${aboutShare(ratio)})`}`,
  );
  return ` 실패한 요청: ${each.join(', ')}${more > 0 ? ` 외 ${count(more)}개` : ''}.`;
}

/** The most frequent of some answers, with their counts. */
export function answersText(answers: readonly Answer[]): string {
  const named = answers.slice(0, NAMED).map(answerText).join(', ');
  return answers.length > NAMED ? `${named} 등` : named;
}

/** Findings about what the system answered. */
export const answerFindings = {
  'target-lost': {
    title: '응답이 끊김',
    sentence: ({ sinceSec, seconds, before }) =>
      `${sinceSec > 0 ? `${count(sinceSec)}초 이후` : '처음부터'} ${count(Math.round(seconds))}초 동안 응답이 하나도 없었습니다.${
        before
          ? ` 그 전에는 요청 ${count(before.answers)}건이 초당 ${shortRate(before.answersPerSec)}건, p95 ${time(before.p95Ms)}로 성공했습니다.`
          : ''
      }`,
    improvement: () => ({
      action: '그 시각의 서버 로그와 프로세스 상태(종료, 재시작, 메모리 부족), 로드 밸런서의 상태를 확인합니다.',
      effect: '응답이 끊기지 않아야 계획한 부하를 끝까지 시험할 수 있습니다.',
      experiment: '원인을 고친 뒤 같은 부하로 다시 실행하여 끝까지 응답이 오는지 확인합니다.',
    }),
  },
  'errors-present': {
    title: '요청 실패',
    sentence: ({ failed, requests, ratio, answers, names, more }) =>
      `요청 ${count(requests)}건 중 ${count(failed)}건이 실패했습니다(에러율 ${aboutShare(ratio)}).${answers.length > 0 ? ` 내역: ${answersText(answers)}.` : ''}${failedRequestsText(names, more)}`,
    improvement: () => ({
      action: '상태 코드와 시각별로 실패를 나누고 같은 시각의 서버 로그에서 원인을 찾습니다.',
      effect: '빨리 거절되던 요청이 처리되기 시작하면 응답 시간은 오히려 길어질 수 있습니다.',
      experiment:
        '수정한 뒤 같은 부하로 다시 실행하고, 그래도 실패하면 부하를 절반으로 낮추어 실행합니다. 이때 실패가 사라지면 용량이 부족한 것이고, 남으면 결함입니다.',
    }),
  },
  rejections: {
    title: '의도된 거절',
    sentence: ({ count: times, requests, ratio, answers }) =>
      `요청 ${count(requests)}건 중 ${count(times)}건(${aboutShare(ratio)})은 의도된 거절입니다. 내역: ${answersText(answers)}. 스크립트가 정상 응답으로 선언한 상태 코드이므로 에러율에는 포함되지 않습니다.`,
  },
  'check-never-passed': {
    title: '한 번도 통과하지 못한 체크',
    sentence: ({ checks, more }) => {
      const named = checks.map(({ path, failed }) => `${code(path)}(${count(failed)}회)`).join(', ');
      return `검사할 때마다 실패한 체크가 있습니다: ${named}${more > 0 ? ` 외 ${count(more)}개` : ''}.`;
    },
    improvement: () => ({
      action: '응답 몇 건의 상태 코드와 본문을 기록하여 체크의 조건이 잘못되었는지, 응답이 잘못되었는지 확인합니다.',
      effect: '체크를 고치면 실패가 의미를 갖고, 응답을 고치면 시험하려던 동작에 실제로 부하가 걸립니다.',
      experiment: '고친 뒤 한 번만 반복 실행하여 체크가 통과하는지 먼저 확인하고 같은 부하로 다시 실행합니다.',
    }),
  },
  'checks-vs-http': {
    title: '체크와 HTTP 결과의 불일치',
    sentence: ({ failedRequests, checksFailed, checks }) =>
      failedRequests > 0
        ? `HTTP 요청 ${count(failedRequests)}건이 실패했지만 체크 ${count(checks)}건은 모두 통과했습니다. 체크 성공률만 보면 실패가 드러나지 않습니다.`
        : `체크 ${count(checks)}건 중 ${count(checksFailed)}건이 실패했지만 실패로 집계된 HTTP 요청은 없습니다. 에러율만 보면 이 실패가 드러나지 않습니다.`,
    supposed: ({ failedRequests, rejections }) =>
      failedRequests > 0 || rejections.length === 0
        ? undefined
        : `${rejections.join(', ')} 같은 의도된 거절이 체크에서만 실패로 집계되었을 수 있습니다.`,
    improvement: ({ failedRequests }) =>
      failedRequests > 0
        ? {
            action: '모든 응답의 상태 코드와 필요한 본문 항목을 확인하도록 체크를 고칩니다.',
            effect: '체크 성공률과 에러율이 같은 실패를 가리키게 됩니다. 시스템의 성능은 그대로입니다.',
            experiment: '일부러 실패하는 요청을 보내 체크가 실패로 집계되는지 확인합니다.',
          }
        : {
            action:
              '체크의 조건이 맞는지 먼저 확인합니다. 맞다면 `checks`에 임계값을 두어 이 실패가 판정에 반영되게 합니다.',
            effect: '체크 실패가 판정에 반영됩니다. 시스템의 성능은 그대로입니다.',
            experiment: '실패한 체크의 응답 본문을 몇 건 기록하여 체크와 응답 중 어느 쪽이 잘못되었는지 확인합니다.',
          },
  },
} satisfies Partial<FindingWords>;
