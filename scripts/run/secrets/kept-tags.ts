import { MOST_FOLDED } from '../../../reports/model/measurement.ts';
import type { KeptTag } from '../../../reports/parse/samples/csv.ts';
import { EXTRA_TAGS } from '../../../reports/parse/samples/tag-sets.ts';
import { FOLDED, foldedAs } from '../../../reports/text/random.ts';
import type { Redactor } from './redactor.ts';
import { type Fold, withoutSession } from './session-secrets.ts';

/** Tags that tell which run a sample is of; nobody keeps a secret in them, and what is folded tells nothing any more. */
const RUN_TAG = new RegExp(`((?:^|&)(?:${EXTRA_TAGS.join('|')})=[^&]*)`);

/** Numbers what was folded, so that a report can still say how many different addresses there were. */
function numbered(): Fold {
  const known = new Map<string, string>();
  return (part) => {
    const told = known.get(part) ?? (known.size < MOST_FOLDED ? foldedAs(known.size + 1) : FOLDED);
    if (known.size < MOST_FOLDED) known.set(part, told);
    return told;
  };
}

/** What may be kept of the tags of a run's samples: nothing that `redact` blacks out, and nothing of a session's. */
export function keptTags(redact: Redactor): KeptTag {
  const fold = numbered();
  /** The last text had nothing of a session's, which depends on no digit but those of an escape. */
  let isOrdinary = false;
  const kept: KeptTag = (text, column) => {
    const clean = redact(text);
    if (column === 'extra_tags') {
      isOrdinary = false;
      const pieces = clean.split(RUN_TAG);
      return pieces.map((piece, at) => (at % 2 === 1 ? piece : withoutSession(piece, fold))).join('');
    }
    if (isOrdinary && clean === text && redact.isAlike()) return clean;
    const shown = withoutSession(clean, fold);
    isOrdinary = shown === text && !/[%\\&]/.test(text);
    return shown;
  };
  // All that k6 measures of a request stands on lines that follow each other.
  const last = new Map<string, { text: string; shown: string }>();
  return (text, column) => {
    let known = last.get(column);
    if (known?.text === text) return known.shown;
    const shown = kept(text, column);
    if (known === undefined) {
      known = { text, shown };
      last.set(column, known);
    }
    known.text = text;
    known.shown = shown;
    return shown;
  };
}
