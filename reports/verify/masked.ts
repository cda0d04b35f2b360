const CODE = '(?:40[0-9]|41[0-8]|42[2-9]|431|451|50[0-8])';
/** A status code by its value and what stands around it: in brackets of its own, or as what failures "were". */
const STATUS = new RegExp(
  String.raw`(?=[45]\d\d)(?:(?<=[가-힣a-z\s][(（])${CODE}(?=[)）](?!\s?[건회번]))|(?<=(?:응답|실패|에러|오류|코드|failures?|errors?|responses?)\p{L}{0,3}\s(?:\S{1,8}\s)?)${CODE}(?=\s?[(（]\D|(?:이|가|로|으로)?\s?(?:였|이었|입니|이다|뿐|아니|만\s))|(?<=아니라\s)${CODE}(?=(?:이|였|입))|(?<![\d.,])${CODE}(?=(?:은|는|이|가|도|만|와|과|였|입니)[\s,.])|(?<=\d(?:건|회|번)[은이가]?\s)${CODE}(?=[,.\s]))`,
  'giu',
);
/** What holds digits and no figure, each with what a text must hold for it to be looked for. */
const MASKED: readonly { readonly sign: RegExp; readonly pattern: RegExp }[] = [
  // "100건에 6건꼴", "6 out of every 100": a proportion in round numbers.
  {
    sign: /꼴|비율/,
    pattern:
      /\d[\d,]* ?(?:건|회|명|번|개)?(?:에| ?중(?:에)?|당|마다) ?(?:약 ?)?\d[\d,.]* ?(?:건|회|명|번|개)? ?(?:꼴|비율)/g,
  },
  { sign: /\bevery \d/i, pattern: /\d[\d,.]*(?: \w+)? (?:out of|of|in) every \d[\d,]*/gi },
  // "453 of 450 VU·s", "453 VU·초": users × time, no count.
  { sign: /VU[·.-]/i, pattern: /(?:\d[\d,.]* of )?\d[\d,.]* ?VU[·.-]?(?:초|s(?:ec(?:onds?)?)?(?![a-z]))/gi },
  // "1,677 / 15.4 = 109": a calculation.
  {
    sign: /[=≈]/,
    pattern:
      /\d[\d,.]*(?: ?[a-z%]{1,5})? ?[×÷*/+−-] ?\(?\d[\d,.]*[^=≈\n건초]{0,40}[=≈] ?(?:약 ?|~)?\d[\d,.]*(?: ?(?:ms|s|초|%)(?![a-z]))?/gi,
  },
  // "(초당 316건 × 가장 낮은 부하에서의 응답 시간 중앙값)": a factor of it, whose subject stands elsewhere.
  { sign: / × \D/, pattern: /(?:초당 ?)?\d[\d,.]* ?(?:건|회|개|명|per second|\/s)? × (?=\p{L})/giu },
  // "6.13% (41/669)".
  { sign: /\d ?\/ ?\d/, pattern: /(?<![\d/.,])\d[\d,]* ?\/ ?\d[\d,]*(?![\d/.])/g },
  // k6's own: "error code 1212".
  { sign: /code|코드/i, pattern: /(?:error[ _]code|(?:오류|에러) ?코드)[ :=]{0,3}\d{4}(?![\d%]|[.,]\d)/gi },
  // "HTTP 500", "409 응답", "실패는 모두 409(정원 초과)였다", "409가 아니라 502였다".
  {
    sign: /HTTP|status|코드|응답|에러|오류/i,
    pattern:
      /(?:HTTP|status(?: code)?|상태 ?코드|응답 ?코드)[ :]{0,2}[1-5]\d\d(?![\d%]|[.,]\d)|(?<![\d,.])[1-5]\d\d(?= ?(?:응답|에러|오류)(?!\s?\d))/gi,
  },
  { sign: /[45]\d\d/, pattern: STATUS },
  // A link shows its text; one that leads to a heading says "4.1 Failed requests" and no figure.
  { sign: /\]\(#/, pattern: /\[[^[\]]{0,200}\]\(#[^)\n]{0,300}\)/g },
  { sign: /\]\(/, pattern: /\]\([^)\n]{0,500}\)/g },
  { sign: /:\/\//, pattern: /https?:\/\/\S+/g },
  {
    sign: /\d{4}[-./]/,
    pattern: /(?<!\d)(?:19|20)\d\d[-./] ?\d{1,2}[-./] ?\d{1,2}\.?(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?/g,
  },
  { sign: /\d:\d/, pattern: /(?<!\d)\d{1,2}:\d{2}(?::\d{2})?/g },
  { sign: /\d\.\d/, pattern: /(?<!\d)\d{1,9}\.\d{1,9}\.\d{1,9}(?:\.\d{1,9})*/g },
  { sign: /\d\. /, pattern: /(?<![\d.,])\d{1,9}\.(?= )/g },
  // Versions, numbers of sections, figures, tables, tickets.
  {
    sign: /\d\.\d/,
    pattern:
      /(?<![\p{L}\d])(?:v|ver\.?|version|버전|k6|java|jdk|node(?:\.js)?|spring(?: boot)?|python|go|mysql|redis|postgres(?:ql)?|ubuntu|§|section|chapter|figure|fig\.|table|절|그림|표) ?\d+(?:\.\d+)+(?![\d.,]*\s?(?:%|ms|s\b|µs))/giu,
  },
  {
    sign: /[§#]|section|chapter|fig|table|그림|표/i,
    pattern: /(?<![\p{L}\d])(?:§|section|chapter|figure|fig\.|table|그림|표|#) ?\d+(?![\d,])/giu,
  },
  { sign: /[절장]/, pattern: /(?<![\d.,])\d{1,3}(?:\.\d{1,3}){0,3} ?(?:절|장)(?=[ 에의을를과와,.)]|$)/gu },
];

/** Code spans: from a run of backticks to the next one of the same length. */
function codeSpans(text: string): { start: number; end: number }[] {
  const runs = [...text.matchAll(/`+/g)].map((match) => ({ start: match.index, length: match[0].length }));
  const later = new Map<number, number[]>();
  for (const [at, { length }] of runs.entries()) {
    const same = later.get(length);
    if (same) same.push(at);
    else later.set(length, [at]);
  }
  const spans: { start: number; end: number }[] = [];
  const used = new Map<number, number>();
  for (let at = 0; at < runs.length; at += 1) {
    const open = runs[at];
    if (!open) break;
    const same = later.get(open.length) ?? [];
    let next = used.get(open.length) ?? 0;
    while (next < same.length && (same[next] ?? 0) <= at) next += 1;
    used.set(open.length, next);
    const closing = same[next];
    const end = closing === undefined ? undefined : runs[closing];
    if (closing === undefined || !end) continue;
    spans.push({ start: open.start, end: end.start + end.length });
    at = closing;
  }
  return spans;
}

/**
 * A text with what holds no figure blanked out, its length unchanged. `words` are places that hold digits and are none, such
 * as `p95`.
 */
export function masked(text: string, words: readonly { start: number; end: number }[]): string {
  const blank = (part: string) => ' '.repeat(part.length);
  const ranges = [...(text.includes('`') ? codeSpans(text) : []), ...words].toSorted((a, b) => a.start - b.start);
  let plain = '';
  for (const { start, end } of ranges) {
    if (end <= plain.length) continue;
    const from = Math.max(start, plain.length);
    plain += text.slice(plain.length, from) + ' '.repeat(end - from);
  }
  plain += text.slice(plain.length);
  return MASKED.reduce((left, { sign, pattern }) => (sign.test(left) ? left.replaceAll(pattern, blank) : left), plain);
}
