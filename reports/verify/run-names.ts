import { runWords } from '../words/ko/verify-part-words.ts';
import { isChange } from './changed-names.ts';
import type { KnownRun } from './known-run.ts';
import { Names } from './names.ts';
import { isCommon, isTool } from './subject.ts';

/** Words that name no run, although a heading or a file may hold them. */
const COMMON =
  /^(?:\d+|api|부하|테스트|결과|성능|요청|응답|분석|시나리오|실행|요약|서버|load|test|tests|results?|performance|requests?|response|analysis|scenario|run|summary|server|the|of|and|for|k6|report|output|smoke|stress|spike|soak|main|index|script|final|new|old|js|ts)$/i;

/** Kinds of load that are names where another run has another name. */
const KIND = /^(?:soak|smoke|stress|spike)$/i;

/** The names of runs, and words of them that only one run has. */
export function namesOf(runs: readonly KnownRun[]): Names<KnownRun> {
  const names = new Names<KnownRun>();
  const whole = new Set<string>();
  const tokens = new Map<string, Set<KnownRun>>();
  for (const run of runs) {
    for (const text of new Set([run.name, ...run.aliases])) {
      if ((COMMON.test(text) && !(runs.length > 1 && KIND.test(text))) || (!/\d/.test(text) && isCommon(text)))
        continue;
      names.add(text, run);
      whole.add(text.toLowerCase());
      // A word of its only run's title may as well be a part of it; "3차" is not.
      const isTitle = runs.length === 1 && text === run.name && run.line !== undefined;
      for (const token of text.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').split(/[^\p{L}\p{N}]+/u)) {
        if (
          token.length < 2 ||
          (isTitle && !/\d/.test(token)) ||
          COMMON.test(token) ||
          isChange(token) ||
          isTool(token) ||
          (!/^\d/.test(token) && isCommon(token))
        )
          continue;
        const own = tokens.get(token.toLowerCase()) ?? new Set();
        tokens.set(token.toLowerCase(), own.add(run));
      }
    }
  }
  for (const { name, run } of translatedNames(tokens)) names.add(name, run);
  // A word that two runs share names neither; a name that they share may mean either of them.
  for (const [token, own] of tokens) {
    const [run] = own;
    if (run && own.size === 1 && !whole.has(token)) names.add(token, run);
  }
  return names;
}

/** "단건" and "배치" of `single-insert` and `batch-insert`: only where two runs at least are told apart so. */
function translatedNames(tokens: ReadonlyMap<string, ReadonlySet<KnownRun>>): { name: string; run: KnownRun }[] {
  const found = [...tokens].flatMap(([token, own]) => {
    const [run] = own;
    return run && own.size === 1 ? (runWords[token] ?? []).map((name) => ({ name, run })) : [];
  });
  return new Set(found.map(({ run }) => run)).size > 1 ? found : [];
}
