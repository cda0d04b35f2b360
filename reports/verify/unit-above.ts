const UNITS = 'ns|µs|μs|us|ms|msec|s|sec|secs|seconds|초|밀리초|%|kB|KB|MB|GB|[TRQ]PS';
const ASIDE = new RegExp(`[(\\[]\\s*(?:단위 ?[:：]? ?|in )?(${UNITS})\\s*[)\\]]`);
const AT_END = new RegExp(`,\\s?(?:in )?(${UNITS})\\s*[:：]?\\s*$`);
/** "Error %". */
const SHARE_AT_END = /\S (%)$/;
/** A figure without anything beside it. */
export const BARE = /^[\d.,]+$/;
const LONGEST_LABEL = 120;

/** The unit that a label states: "평균 응답시간(ms)", "Avg latency, ms". */
function unitOf(label: string): string | undefined {
  const text = label.slice(0, LONGEST_LABEL);
  return text.match(ASIDE)?.[1] ?? text.match(AT_END)?.[1] ?? text.match(SHARE_AT_END)?.[1];
}

/** "avg 50.9 / med 48.4 / max 213.5 (ms)": a list whose unit stands once, at its end. */
const LISTED_UNIT = /^(.{0,200}?\d) ?[([]\s*(?:단위 ?[:：]? ?)?(ms|s|초)\s*[)\]]\s*$/;
const LISTED_VALUE =
  /(?<=(?:avg|mean|med|median|min|max|p\(?\d\d\)?|평균|중앙값|최소|최대)[ :=]{1,2})(\d[\d,]*(?:\.\d+)?)(?=\s*(?:[/,|·]|$))/gi;

/** The same with its unit behind each figure. */
export function withListedUnit(text: string): string {
  const [, list, unit] = text.length > 240 ? [] : (text.match(LISTED_UNIT) ?? []);
  return list === undefined || unit === undefined ? text : list.replaceAll(LISTED_VALUE, `$1${unit}`);
}

/** A text that ends in a bare figure, with the unit that the nearest of the labels above it states. */
export function withUnit(text: string, labels: readonly string[]): string {
  if (!/\d$/.test(text)) return text;
  const unit = labels.map(unitOf).find((one) => one !== undefined);
  if (unit === undefined) return text;
  return unit.endsWith('PS') ? `${text} ${unit}` : `${text}${unit}`;
}
