import { saidAlone } from './log-lead.ts';
import type { DraftThreshold } from './text-draft.ts';
import { isCrossedSentence, mayTellTranslated } from './translated.ts';

/** What k6 logs at its end: `thresholds on metrics 'a, b' have been crossed`, without names before 0.42. */
const CROSSED = /\bthresholds on metrics? (.{1,1500}?) (?:(?:have|has) been|were) (?:crossed|breached)\b/;
/** Names as k6 quotes them are k6's words wherever they stand; the others are where nothing else stands in the line. */
const QUOTED = /^\\?['"‘’“”].*['"‘’“”]$/;
const ALONE = saidAlone(
  String.raw`thresholds on metrics? \S.{0,1500}? (?:(?:have|has) been|were) (?:crossed|breached)(?:;.*)?`,
);
/** The same cut off at its end, as by a narrow pane or a page of a document: the names that are whole, or none. */
const CUT = saidAlone("thresholds on metrics? '(?<names>[^']{0,1500})(?<whole>'(?: have(?: been?)?| hav?)?)?");
const UNNAMED = saidAlone('(?:some )?thresholds have (?:failed|been (?:crossed|breached))');
const SOME = /\bsome thresholds have failed\b/;
const NAME = /^[\p{L}_][\p{L}\p{N}_.]*(?:\{.*\})?$/u;

/** Names within a sentence in another language: what stands between quotes, else such as no prose has. */
const BETWEEN_QUOTES = /(?<=['"‘’“”`「」『』《》«»])[^'"‘’“”`「」『』《》«»]{1,1500}(?=['"‘’“”`「」『』《》«»])/gu;
const OF_K6 = String.raw`(?:\w*_\w+|checks|iterations|vus)(?:\{[^{}]*\})?`;
const BARE_NAMES = new RegExp(`(?<!\\w)${OF_K6}(?:[,、，] *${OF_K6})*(?!\\w)`, 'g');

/** What any of them holds. */
const MAY_TELL = /thresholds/i;

/** Metrics whose thresholds a line says were crossed; empty where it names none, undefined for any other line. */
export function crossedMetrics(content: string): string[] | undefined {
  if (!MAY_TELL.test(content)) return mayTellTranslated(content) ? translated(content) : undefined;
  const [, told] = content.match(CROSSED) ?? [];
  if (told !== undefined) {
    const names = listed(told);
    if (QUOTED.test(told) || (ALONE.test(content) && names.every((name) => NAME.test(name)))) return names;
  }
  const cut = content.match(CUT)?.groups;
  if (cut) return listed(cut.names ?? '').slice(0, cut.whole === undefined ? -1 : undefined);
  return SOME.test(content) || UNNAMED.test(content) ? [] : undefined;
}

/** Metrics in a translated sentence that stands alone and names nothing but metrics; prose about a goal is none. */
function translated(content: string): string[] | undefined {
  for (const pattern of [BETWEEN_QUOTES, BARE_NAMES]) {
    for (const { 0: told, index } of content.matchAll(pattern)) {
      const names = listed(told.replaceAll(/ *[、，] */g, ', '));
      const words = `${content.slice(0, index)} ${content.slice(index + told.length)}`;
      if (names.every((name) => NAME.test(name)) && isCrossedSentence(words)) return names;
    }
  }
  return undefined;
}

/** A name without the quotes of k6 and those of documents around it; a filter's own stay. */
const unquoted = (name: string) => name.replaceAll(/^[\\'"‘’“”`*]+|[\\'"‘’“”`*]+$/g, '').trim();

/** Names with commas between them; a filter may hold some, too: `checks{kind:read,group:a}`. */
function listed(text: string): string[] {
  const names: string[] = [];
  for (const part of text.split(', ')) {
    const last = names.at(-1);
    const isWithin = last !== undefined && last.lastIndexOf('{') > last.lastIndexOf('}');
    if (isWithin && part.includes('}')) names[names.length - 1] = `${last}, ${part}`;
    else names.push(part);
  }
  return names.map(unquoted);
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
