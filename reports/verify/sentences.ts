/** Longer sentences are data that somebody pasted. */
export const LONGEST_SENTENCE = 2000;

const SENTENCE_END = /[.!?。]\s+|다\.(?=\S)|<br\s*\/?>/g;
const CLAUSE_END = /[,;，、]\s|[;，、]|\s—\s/g;

export interface Sentence {
  readonly text: string;
  readonly start: number;
}

export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  for (const end of text.matchAll(SENTENCE_END)) {
    // `1. ` and `e.g. ` end no sentence.
    if (/(?:^|\s)(?:\d+|[a-z](?:\.[a-z])?)$/i.test(text.slice(Math.max(start, end.index - 12), end.index))) continue;
    const next = end.index + end[0].length;
    // "… took 337 ms. (max 472 ms)": an aside of the sentence before it.
    if (text[next] === '(') continue;
    sentences.push({ text: text.slice(start, next), start });
    start = next;
  }
  return [...sentences, { text: text.slice(start), start }];
}

/** Where the clause of a figure begins: behind the figure before it, or behind a comma. */
export function clauseStart(bare: string, from: number, to: number): number {
  const last = [...bare.slice(from, to).matchAll(CLAUSE_END)].at(-1);
  return last ? from + last.index + last[0].length : from;
}

/** "Iteration duration (avg): ": brackets that name the figure behind them. */
const NAMES_FIGURE = /^\((?:avg|average|mean|med|median|min|max|평균|중앙값|최소|최대|최솟값|최댓값)\)\**\s*[:：=]/i;

/** A text in which what stands in brackets of its own, without a figure, is blanked out: it is an aside. */
export const withoutAsides = (text: string): string =>
  text.replaceAll(/\([^()]*\)/g, (part, at: number) =>
    /\d/.test(part) || NAMES_FIGURE.test(text.slice(at, at + part.length + 8)) ? part : ' '.repeat(part.length),
  );

/** "(로그인 → 조회 → 주문)": the steps of what was run, which set no figure apart. */
const STEPS = /[(（][^()（）\d]{0,120}(?:→|->|=>|>|\+)[^()（）\d]{0,120}[)）]/g;

/** "목록 → 상세 → 작성을 반복했다": the same without brackets, of names and no figures. */
const FLOW = /(?<![\d%]\p{L}{0,3})(?<=^|\s)[^\s\d→]{1,20}(?: ?(?:→|->|=>) ?[^\s\d→|]{1,20}(?=\s|$)){2,}/gu;

/** A text in which lists of steps in brackets are dots, its length unchanged. */
export const withoutSteps = (text: string): string => {
  const dots = (part: string) => '·'.repeat(part.length);
  if (!/→|->|=>|[(（]/.test(text)) return text;
  return text.replaceAll(STEPS, dots).replaceAll(FLOW, dots);
};

/** "Q. 실패는 얼마나 됐나요?", "How fast was it?": a heading that asks, and is answered below. */
const QUESTION = /[?？]\s*[*_]*$|(?:나요|까요|는가|은가|인가|였나|했나|었나|은요|는요)\s*$/;

export const isQuestion = (heading: string): boolean => QUESTION.test(heading.slice(-40));
