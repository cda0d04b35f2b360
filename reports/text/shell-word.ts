import { oneLine } from './markdown-text.ts';

/** Words of commands that a reader can paste into a shell. */

const SAFE = /^[\w./:@%+=,~-]+$/;

/** A word of a command as a POSIX shell takes it. */
export const shellWord = (word: string): string => {
  const line = oneLine(word, Number.POSITIVE_INFINITY);
  return SAFE.test(line) ? line : `'${line.replaceAll("'", "'\\''")}'`;
};

/** A file or folder that is not taken for an option. */
export const operand = (path: string): string => (path.startsWith('-') ? `./${path}` : path);

/** A file or folder as a word of a command. */
export const shellPath = (path: string): string => shellWord(operand(path));
