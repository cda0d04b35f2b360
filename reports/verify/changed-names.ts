/** What is done to a part of a system between two runs. */
const VERB =
  '(?:제거|삭제|도입|변경|적용|교체|추가|전환|해제|제외|비활성화|활성화|축소|확대|없애|없앤|걷어|바꾸|바꾼|바꿔|떼어|빼고|뺀|붙이|붙인|켜고|켠|끄고|끈|늘리|늘린|줄이|줄인|옮기|옮긴)';
const CHANGED_BEHIND = new RegExp(
  `^[)\\]\`*"'”’]{0,3}(?: ?[\\p{L}\\d]{1,10}){0,2}?\\s?(?:(?:을|를)\\s(?:[^\\s,.;]{1,12}\\s){0,2}${VERB}|${VERB}(?:하|한|했|해|시|만으로|으로|후|뒤|\\s(?:후|뒤|전|이후|이전|만으로)))`,
  'u',
);
const CHANGED_BEFORE =
  /\b(?:remov|add|introduc|replac|enabl|disabl|dropp|chang|switch|turn|mov|adopt|rais|lower)ing (?:(?:to|off|on|from|away from|out) )?(?:the |a |an |our )?[`*"']{0,2}$/i;
const CHANGE = new RegExp(`^(?:${VERB}|개선|감소|증가|튜닝|최적화|수정|조치)$`);
/** True for a word that says what was done and not to what, so that it is no name: "적용". */
export const isChange = (word: string): boolean => CHANGE.test(word);
/** True where a name is the object of a change: which of the runs had it, the words do not say. */
export const isChanged = (text: string, start: number, end: number) =>
  CHANGED_BEHIND.test(text.slice(end, end + 45)) || CHANGED_BEFORE.test(text.slice(Math.max(0, start - 40), start));
