import type { TermName } from '../words/vocabulary.ts';
import type { About, Mention } from './runs-at.ts';
import type { Term } from './vocabulary.ts';

/** What a sentence may be about without naming another system than the one under test. */
const OWN_SUBJECT = /^(?:서버|시스템|서비스|API|요청|결과|전체|테스트|이번|이|그|본|해당|것|대부분|모두|절반)$/;
const TOPIC = /(?:^|\s)(\S*\p{Script=Hangul}|[A-Za-z]\S*?)(?:은|는|이|가)(?=\s)/gu;
const SETTLING: ReadonlySet<TermName> = new Set(['response', 'throughput', 'success-rate', 'error-rate', 'requests']);
const SOME_API = /(\S+) API(?!\S*별)/gi;
const OWN_API = /^(?:이|그|본|해당|대상|각|위|아래|전체|모든|the|this|each|all|our|its|같은)$/i;

/**
 * A figure is no longer certain to be the run's where the sentence speaks of something else: "Redis 응답은 평균 2ms",
 * "다른 API는". Names of runs beside the figure settle it.
 */
export function certainty(about: About, before: string, terms: readonly Term[], mentions: readonly Mention[]): About {
  if (about.named === 'beside') return about;
  const known = [...terms, ...mentions];
  const isKnown = (start: number, end: number) => known.some((one) => one.start < end && one.end > start);
  const topics = [...before.matchAll(TOPIC)].map((match) => ({
    word: match[1] ?? '',
    start: match.index,
    end: match.index + match[0].length,
  }));
  const topic = topics.at(-1);
  // "실패가 없고 평균 응답 시간은": the response time is the run's again.
  const isSettled = terms.some(
    ({ name, start }) => start >= (topic?.end ?? 0) && start < before.length && SETTLING.has(name),
  );
  const isStrange =
    topic !== undefined && !isSettled && !OWN_SUBJECT.test(topic.word) && !isKnown(topic.start, topic.end);
  const strangers = [...before.matchAll(SOME_API)].filter(
    (match) => !OWN_API.test(match[1] ?? '') && !isKnown(match.index, match.index + (match[1] ?? '').length),
  );
  return isStrange || strangers.length > 0 ? { ...about, certain: false } : about;
}
