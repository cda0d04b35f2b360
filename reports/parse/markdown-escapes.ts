import { Fences } from './fences.ts';

/** Names and statistics of k6 as markdown writes them outside of a block of code: `http\_reqs`, `p\(95\)`. */
const ESCAPED =
  /\b(?:http|data|dropped|iteration|vus|grpc|ws|browser|checks|group)\\_\w|\bp\\\(\d|\\\.\\\.\\\.(?:\\\.)*:|\.\.\.\\:/;

/** A sign behind a backslash, as CommonMark has it. */
const ESCAPE = /\\([!-/:-@[-`{-~])/g;

/** A text without the backslashes that an editor put before signs and at line ends; blocks of code have none. */
export function withoutEscapes(text: string): string {
  if (!ESCAPED.test(text)) return text;
  const fences = new Fences();
  return text
    .split('\n')
    .map((line) => {
      const isCode = fences.read(line.trim()) || fences.isOpen;
      return isCode ? line : line.replaceAll(ESCAPE, '$1').replace(/(\S) *\\(\r?)$/, '$1$2');
    })
    .join('\n');
}
