import type { Line } from '../text/line.ts';
import { oneLine, shownText } from '../text/markdown-text.ts';
import type { Language } from '../words/language.ts';
import { summaryWords } from '../words/summary.ts';
import type { StepRow } from './view-steps.ts';

/** Steps that a terminal names; the document has all of them. */
const MOST_STEPS = 3;

/** What to do next, by the numbers of the document, and the first command of the first. */
export function stepLines(steps: readonly StepRow[], language: Language): { steps: Line[]; command: Line[] } {
  const words = summaryWords(language);
  const [first] = steps;
  return {
    steps: steps
      .slice(0, MOST_STEPS)
      .map(
        ({ number, task }, at): Line => [
          { text: at === 0 ? words.steps : '', tone: 'faint' },
          { text: `${number}. ${shownText(task)}` },
        ],
      ),
    command: first?.command === undefined ? [] : [[{ text: words.stepCommand(first.number, oneLine(first.command)) }]],
  };
}
