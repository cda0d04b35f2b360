import type { Answer, FailedRequest } from '../../model/finding-figures.ts';
import { aboutShare, count, shortRate } from '../../text/format.ts';
import { code } from '../../text/markdown-text.ts';
import type { FindingWords } from '../finding.ts';
import { k6ErrorText } from './k6-error-codes.ts';
import { time } from './times.ts';

/** Answers that a sentence names; the table of errors has all of them. */
const NAMED = 3;

function answerText({ status, errorCode, count: times }: Answer): string {
  const what = status === 0 ? 'no answer' : status;
  // k6's codes 1400 to 1599 only repeat the status.
  const cause = errorCode !== undefined && status === 0 ? ` (${k6ErrorText(errorCode)})` : '';
  return `${count(times)}× ${what}${cause}`;
}

export function failedRequestsText(names: readonly FailedRequest[], more: number): string {
  if (names.length === 0) return '';
  const each = names.map(
    ({ name, failed, ratio }) =>
      `${code(name)} ${count(failed)}${ratio === undefined ? '' : ` (${aboutShare(ratio)} of its own)`}`,
  );
  return ` Requests that failed: ${each.join(', ')}${more > 0 ? ` and ${count(more)} more` : ''}.`;
}

/** The most frequent of some answers, with their counts. */
export function answersText(answers: readonly Answer[]): string {
  const named = answers.slice(0, NAMED).map(answerText).join(', ');
  return answers.length > NAMED ? `${named} and others` : named;
}

/** Findings about what the system answered. */
export const answerFindings = {
  'target-lost': {
    title: 'Answers stopped',
    sentence: ({ sinceSec, seconds, before }) =>
      `${sinceSec > 0 ? `From second ${count(sinceSec)} on` : 'From the beginning'} there was no answer for ${count(Math.round(seconds))} s.${
        before
          ? ` Before that ${count(before.answers)} requests succeeded, at ${shortRate(before.answersPerSec)} per second, with a p95 of ${time(before.p95Ms)}.`
          : ''
      }`,
    improvement: () => ({
      action:
        "Look at the server's log and process at that time (ended, restarted, out of memory), and at the load balancer.",
      effect: 'Only a target that keeps answering can be tested with the whole plan.',
      experiment: 'Run the same load again after the mending and see whether answers come to the end.',
    }),
  },
  'errors-present': {
    title: 'Failed requests',
    sentence: ({ failed, requests, ratio, answers, names, more }) =>
      `${count(failed)} of ${count(requests)} requests failed (error rate ${aboutShare(ratio)})${answers.length > 0 ? `: ${answersText(answers)}` : ''}.${failedRequestsText(names, more)}`,
    improvement: () => ({
      action: 'Sort the failures by status and time, and look for the cause in the log of the server at the same time.',
      effect: 'Where requests were rejected quickly and are then processed, response times may grow.',
      experiment:
        'Run the same load again after the change; if requests still fail, run half of it. If the failures disappear then, capacity is short; if they stay, it is a defect.',
    }),
  },
  rejections: {
    title: 'Expected rejections',
    sentence: ({ count: times, requests, ratio, answers }) =>
      `${count(times)} of ${count(requests)} requests (${aboutShare(ratio)}) were expected rejections (${answersText(answers)}). The script declares these statuses as expected, so they are not part of the error rate.`,
  },
  'check-never-passed': {
    title: 'A check that never passed',
    sentence: ({ checks, more }) => {
      const named = checks.map(({ path, failed }) => `${code(path)} (all ${count(failed)})`).join(', ');
      return `Checks that failed every time: ${named}${more > 0 ? ` and ${count(more)} more` : ''}.`;
    },
    improvement: () => ({
      action:
        'Record status and body of a few responses, to see whether the condition of the check is wrong or the response.',
      effect:
        'With the check mended its failures mean something; with the response mended the load reaches what was to be tested.',
      experiment: 'Run a single iteration first to see the check pass, then the same load again.',
    }),
  },
  'checks-vs-http': {
    title: 'Checks and HTTP disagree',
    sentence: ({ failedRequests, checksFailed, checks }) =>
      failedRequests > 0
        ? `${count(failedRequests)} HTTP requests failed, yet all ${count(checks)} checks passed. The share of passed checks alone hides these failures.`
        : `${count(checksFailed)} of ${count(checks)} checks failed, yet no HTTP request counts as failed. The error rate alone hides these failures.`,
    supposed: ({ failedRequests, rejections }) =>
      failedRequests > 0 || rejections.length === 0
        ? undefined
        : `They may be expected rejections, such as ${rejections.join(', ')}, which fail the check only.`,
    improvement: ({ failedRequests }) =>
      failedRequests > 0
        ? {
            action: 'Make the checks look at the status of every response and at what its body must hold.',
            effect: 'Checks and error rate then show the same failures; the system stays as it is.',
            experiment: 'Send a request that must fail and see whether the check fails.',
          }
        : {
            action:
              'See first whether the condition of the check is right. If it is, put a threshold on `checks`, so that these failures count in the verdict.',
            effect: 'Failed checks count in the verdict; the system stays as it is.',
            experiment: 'Record some bodies of responses whose check failed, to see which of the two is wrong.',
          },
  },
} satisfies Partial<FindingWords>;
