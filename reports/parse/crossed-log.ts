import type { DraftThreshold } from './text-draft.ts';

/** What k6 logs at its end: `thresholds on metrics 'a, b' have been crossed`, without names before 0.42. */
const CROSSED =
  /\bthresholds on metrics? ['"‘’“”]([^'"‘’“”]+)['"‘’“”] (?:(?:have|has) been|were) (?:crossed|breached)|\bsome thresholds have failed\b/;

/** Metrics whose thresholds a line says were crossed; empty where it names none, undefined for any other line. */
export function crossedMetrics(content: string): string[] | undefined {
  const found = content.match(CROSSED);
  if (!found) return undefined;
  return found[1] === undefined ? [] : listed(found[1]);
}

/** Names with commas between them; a filter may hold some, too: `checks{kind:read,group:a}`. */
function listed(text: string): string[] {
  const names: string[] = [];
  for (const part of text.split(', ')) {
    const last = names.at(-1);
    const isWithin = last !== undefined && last.lastIndexOf('{') > last.lastIndexOf('}');
    if (isWithin && part.includes('}')) names[names.length - 1] = `${last}, ${part}`;
    else names.push(part);
  }
  return names.map((name) => name.trim());
}

/**
 * Thresholds that k6 says were crossed and that no line shows: all there is of them. Without names it is older than
 * them, and counts where nothing crossed was seen.
 */
export function unseenCrossed(shown: readonly DraftThreshold[], metrics: readonly string[]): DraftThreshold[] {
  const crossed = shown.filter(({ passed }) => !passed);
  const names = metrics.length > 0 ? metrics : crossed.length === 0 ? ['thresholds'] : [];
  return names
    .filter((metric) => !crossed.some((one) => one.metric === metric))
    .map((metric) => ({ metric, expression: '', passed: false }));
}
