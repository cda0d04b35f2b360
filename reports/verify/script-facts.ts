import { BuhaError } from '../model/error.ts';
import type { PlannedScenario } from '../model/plan.ts';
import { parseK6Options } from '../parse/k6-options.ts';
import type { CodeBlock } from './document.ts';
import { type Literal, literalAt } from './object-literal.ts';

/** The name of a check in a script, and where it stands. */
export interface NamedCheck {
  readonly name: string;
  readonly line: number;
}

/** What the scripts that a document shows say about a run. */
export interface ScriptFacts {
  /** Names under which the scripts check responses. */
  readonly checks: readonly NamedCheck[];
  /** Different keys in the test data; undefined where no list stands in a script. */
  readonly users: number | undefined;
  readonly products: number | undefined;
}

const CHECK_CALL = /\bcheck\s*\(/g;
const CHECK_NAME = /(['"`])((?:(?!\1)[^\\\n]|\\.)+)\1\s*:\s*(?:\([^)]*\)|[\w$]+|function\b[^{]*)\s*(?:=>|\{)/g;
const LIST = /\b(?:const|let|var)\s+([A-Za-z_$][\w$]*)\s*(?::[^=\n]+)?=\s*(?=\[)/g;

/** Position of the bracket that closes the one at `open`. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    else if (text[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}

function checksIn({ line, text }: CodeBlock): NamedCheck[] {
  return [...text.matchAll(CHECK_CALL)].flatMap((call) => {
    const open = call.index + call[0].length - 1;
    const inside = text.slice(open, closing(text, open));
    return [...inside.matchAll(CHECK_NAME)].map((match) => ({
      name: match[2] ?? '',
      line: line + text.slice(0, open + match.index).split('\n').length - 1,
    }));
  });
}

/** Length of the list of ids whose name holds one of the words. */
function keysIn(blocks: readonly CodeBlock[], words: RegExp): number | undefined {
  for (const { text } of blocks) {
    for (const match of text.matchAll(LIST)) {
      if (!words.test(match[1] ?? '')) continue;
      const list = literalAt(text.slice(match.index + match[0].length));
      if (Array.isArray(list)) return new Set(list.map((item) => JSON.stringify(item))).size;
    }
  }
  return undefined;
}

export function scriptFacts(blocks: readonly CodeBlock[]): ScriptFacts {
  return {
    checks: blocks.flatMap(checksIn),
    users: keysIn(blocks, /user|member|account|customer/i),
    products: keysIn(blocks, /product|item|goods/i),
  };
}

const OPTIONS = /\boptions\s*(?::[^=\n]+)?=\s*(?=\{)/;

function optionsIn({ text }: CodeBlock): Literal | undefined {
  const at = text.match(OPTIONS);
  if (at?.index !== undefined) return literalAt(text.slice(at.index + at[0].length));
  return /^\s*\{/.test(text) && /["']?(?:scenarios|stages)["']?\s*:/.test(text)
    ? literalAt(text.trimStart())
    : undefined;
}

/** The planned load in the options that a document shows; undefined where it shows none, or not as plain data. */
export function plannedIn(blocks: readonly CodeBlock[]): readonly PlannedScenario[] | undefined {
  for (const block of blocks) {
    const options = optionsIn(block);
    if (options === undefined) continue;
    try {
      return parseK6Options(options);
    } catch (fault) {
      // Options that k6 itself would refuse say nothing about what ran.
      if (!(fault instanceof BuhaError)) throw fault;
    }
  }
  return undefined;
}
