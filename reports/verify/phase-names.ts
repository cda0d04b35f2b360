import type { Document } from './document.ts';

/** Before or after a change, as a document calls its runs. */
export interface PhaseName<Run> {
  readonly run: Run;
  readonly phase: 'before' | 'after';
}

const CHANGE = '(?:개선|적용|변경|도입|최적화|튜닝|수정|조치|전환|교체|배포)';
const BEFORE = `before|as[- ]?is|baseline|${CHANGE} ?(?:이)?전|이전|기존`;
const AFTER = `after|to[- ]?be|${CHANGE} ?(?:이)?후|이후`;
const NAME = '[`*"]{0,3}([\\p{L}\\d][\\p{L}\\d_./-]{0,60})[`*"]{0,3}';
/** "Before (`r1.json`) and after (`r2.json`)". */
const PHASE_FIRST = new RegExp(
  `(?<![\\p{L}\\d])(?:(${BEFORE})|(${AFTER}))[*\`]{0,2} ?(?:[(（:：=]|은|는) ?${NAME}`,
  'giu',
);
/** "`r2.json`은 변경 전, `r3.json`은 변경 후입니다", "r1 (before), r2 (after)". */
const NAME_FIRST = new RegExp(
  `(?<![\\p{L}\\d])${NAME}(?:은|는|이|가)? ?(?:[(（:：=]| is | was )? ?(?:(${BEFORE})|(${AFTER}))(?![\\p{Script=Latin}\\d])`,
  'giu',
);
/** "AS-IS", "개선 후": the whole of a column's heading. */
const COLUMN_BEFORE = new RegExp(`^[*\`\\s]*(?:${BEFORE})[*\`\\s]*$`, 'iu');
const COLUMN_AFTER = new RegExp(`^[*\`\\s]*(?:${AFTER})[*\`\\s]*$`, 'iu');
/** Longer paragraphs explain no names. */
const LONGEST = 600;

/** The runs that a document says were before and after its change; none where it says so of none or of several. */
export function phaseNames<Run>(
  { places, headings }: Document,
  whole: (name: string) => Run | undefined,
): PhaseName<Run>[] {
  const found = { before: new Set<Run>(), after: new Set<Run>() };
  const note = (name: string | undefined, isBefore: boolean) => {
    const run = name === undefined ? undefined : (whole(name) ?? whole(name.replace(/(?:은|는|이|가)$/, '')));
    if (run) found[isBefore ? 'before' : 'after'].add(run);
  };
  const texts = [
    ...headings.map(({ text }) => text),
    ...places.flatMap((one) => (one.kind === 'prose' ? [one.text] : [])),
  ];
  for (const text of texts) {
    if (text.length > LONGEST) continue;
    for (const [, before, , name] of text.matchAll(PHASE_FIRST)) note(name, before !== undefined);
    for (const [, name, before] of text.matchAll(NAME_FIRST)) note(name, before !== undefined);
  }
  for (const place of places) {
    if (place.kind !== 'row') continue;
    for (const [at, heading] of place.headings.entries()) {
      const isBefore = COLUMN_BEFORE.test(heading);
      if (isBefore || COLUMN_AFTER.test(heading)) note(place.cells[at]?.replaceAll(/[`*]/g, '').trim(), isBefore);
    }
  }
  return (['before', 'after'] as const).flatMap((phase) => {
    const [run, ...others] = found[phase];
    return run && others.length === 0 ? [{ run, phase }] : [];
  });
}
