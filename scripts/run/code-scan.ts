/** Places in JavaScript as text, which holds no comments: where a group or an initialiser ends, and what stands around. */

const OPENS = '([{';
const CLOSES = ')]}';

/** So much before a group tells what it belongs to. */
const BEFORE = 160;

/** Index behind a string or template that begins at `from`. One that is never closed ends with its line, or the text. */
function endOfText(code: string, from: number): number {
  const quote = code[from];
  for (let at = from + 1; at < code.length; at += 1) {
    if (code[at] === '\\') at += 1;
    else if (quote === '`' && code[at] === '$' && code[at + 1] === '{') at = endOfGroup(code, at + 1) - 1;
    else if (code[at] === quote) return at + 1;
    else if (quote !== '`' && code[at] === '\n') return at;
  }
  return code.length;
}

/** Calls `each` for every index from `from` on that is in no string, with how many groups are open, until that is true. */
function walk(code: string, from: number, each: (at: number, depth: number) => boolean): number {
  let depth = 0;
  for (let at = from; at < code.length; at += 1) {
    if (each(at, depth)) return at;
    const letter = code[at] ?? '';
    if (`'"\``.includes(letter)) at = endOfText(code, at) - 1;
    else if (OPENS.includes(letter)) depth += 1;
    else if (CLOSES.includes(letter)) depth -= 1;
  }
  return code.length;
}

/** Index behind the group (`(`, `[`, `{`) that begins at `from`. */
export function endOfGroup(code: string, from: number): number {
  return walk(code, from, (at, depth) => at > from && depth === 0);
}

/** Index at which an initialiser that begins at `from` ends: at `;`, `,`, or with its line where nothing carries it on. */
export function endOfInitialiser(code: string, from: number): number {
  return walk(code, from, (at, depth) => {
    if (depth < 0) return true;
    if (depth > 0) return false;
    if (code[at] === ';' || code[at] === ',') return true;
    if (code[at] !== '\n') return false;
    const before = code.slice(from, at).trimEnd();
    const isCarriedOn =
      before === '' || '=+?:|&.(>'.includes(before.at(-1) ?? '') || /^\s*[?:+|&.]/.test(code.slice(at));
    return !isCarriedOn;
  });
}

/** Start and end of each argument of a call whose `(` is at `from`. */
export function argumentsAt(code: string, from: number): { readonly start: number; readonly end: number }[] {
  const commas: number[] = [];
  const end = endOfGroup(code, from) - 1;
  walk(code, from, (at, depth) => {
    if (depth === 1 && code[at] === ',') commas.push(at);
    return at >= end;
  });
  return [from, ...commas].map((before, number) => ({ start: before + 1, end: commas[number] ?? end }));
}

/** What stands before each group that is open at a place, outermost first, for places in their order. */
export function groupsAround(code: string, places: readonly number[]): (readonly string[])[] {
  const open: string[] = [];
  const found: (readonly string[])[] = [];
  walk(code, 0, (at) => {
    while (found.length < places.length && at >= (places[found.length] ?? 0)) found.push([...open]);
    const letter = code[at] ?? '';
    if (OPENS.includes(letter)) open.push(code.slice(Math.max(0, at - BEFORE), at + 1));
    else if (CLOSES.includes(letter)) open.pop();
    return found.length >= places.length;
  });
  return places.map((_, number) => found[number] ?? open);
}
