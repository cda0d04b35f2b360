/** Longest file of service levels, in characters: some thousand goals. What reads YAML takes long for more. */
export const LONGEST_YAML = 64 * 1024;

/** Service levels have five levels: what reads YAML calls itself for each, and the stack has an end. */
const DEEPEST_YAML = 50;

/** Quoted text and comments, in which brackets mean nothing. */
const QUOTED = /"(?:[^"\\]|\\.)*"|'[^']*'|(?<=^| )#.*$/g;

/** Why a text is not read as YAML at all; undefined where nothing speaks against it. `line` counts from 1. */
export function outOfBounds(
  text: string,
): { readonly fault: 'too-large' | 'too-deep'; readonly line: number } | undefined {
  if (text.length > LONGEST_YAML) return { fault: 'too-large', line: 1 };
  const indents: number[] = [];
  let flow = 0;
  for (const [at, raw] of text.split('\n').entries()) {
    const line = raw.replaceAll(QUOTED, '');
    if (line.trim() === '') continue;
    const [lead = ''] = line.match(/^[ \t]*(?:[-?:] +)*/) ?? [];
    const indent = line.length - line.trimStart().length;
    while ((indents.at(-1) ?? -1) >= indent) indents.pop();
    indents.push(indent);
    const marks = lead.slice(indent).split(/ +/).length - 1;
    let deepest = flow;
    for (const character of line) {
      if ('[{'.includes(character)) flow += 1;
      if (']}'.includes(character)) flow = Math.max(0, flow - 1);
      deepest = Math.max(deepest, flow);
    }
    if (indents.length + marks + deepest > DEEPEST_YAML) return { fault: 'too-deep', line: at + 1 };
  }
  return undefined;
}
