import { uniqueRuns } from './attribution.ts';
import type { About, RunsAt } from './runs-at.ts';
import { LONGEST_SENTENCE } from './sentences.ts';
import { termsIn } from './vocabulary.ts';

/** Words with which a sentence speaks of several runs, or of something else than the one before it. */
const OF_OTHERS =
  /전체(?! ?(?:요청 ?)?\d)|모두|모든|(?<![가-힣])(?:두|세|네|양|둘|셋|각|다른|나머지|합쳐|합치|합계|반면|이와 달리|평소)(?![가-힣]{2})|각각|평균적으로 두|both|overall|(?<![a-z])(?:all|each|other|others|together|whereas)(?![a-z])/i;

/** Of which run the sentences of a paragraph speak, where one names it and the next ones go on: "송금은 다르다. 평균이 …". */
export class SpokenOf {
  readonly #runsAt: RunsAt;
  readonly #place: About;
  #last: About | undefined;

  /** `place`: the runs that the paragraph is about by the headings above it. */
  constructor(runsAt: RunsAt, place: About) {
    this.#runsAt = runsAt;
    this.#place = place;
  }

  /** Takes the sentences in their order. */
  at(sentence: string): About {
    const { count } = this.#runsAt;
    if (count < 2 || this.#place.runs.length === 1 || sentence.length > LONGEST_SENTENCE) return this.#place;
    const mentions = this.#runsAt.mentions(sentence);
    const named = uniqueRuns(mentions);
    // "2차보다 39% 빨라졌다" goes on about the same.
    const goesOn = mentions.every(({ compared }) => compared);
    if (named) this.#last = named.length === 1 ? { runs: named, certain: true, named: 'sentence' } : undefined;
    else if (OF_OTHERS.test(sentence)) this.#last = undefined;
    return (goesOn ? this.#last : undefined) ?? this.#place;
  }
}

/** What may stand before the name of a figure in a sentence that goes on about the same. */
const GOES_ON = /^[\s*_`(]*(?:(?:그리고|또한?|즉|A\.|with an?|and|the|its)\s+)?$/i;

/** True for a sentence that begins with the name of a figure and so has no subject of its own: "평균 150ms, p95 180ms이고". */
export function goesOn(sentence: string): boolean {
  const [first] = termsIn(sentence);
  return first !== undefined && GOES_ON.test(sentence.slice(0, first.start));
}
