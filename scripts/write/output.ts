import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { WrittenFile } from '../../reports/render/run-summary.ts';
import { summaryWords } from '../../reports/words/summary.ts';
import type { Call } from '../call.ts';
import { mustNotOverwrite } from './overwriting.ts';
import { STANDARD_OUTPUT } from './place.ts';
import { writeWhole } from './write-whole.ts';

/** Writes an output to where it is to go. Returns the file that was written; nothing for standard output. */
export async function writeOutput(
  path: string,
  kind: WrittenFile['kind'],
  content: string | Uint8Array,
  { host }: Pick<Call, 'host'>,
): Promise<WrittenFile[]> {
  if (path === STANDARD_OUTPUT) {
    host.stdout.write(content);
    return [];
  }
  // Also where it leads through a link.
  mustNotOverwrite([path], []);
  await writeWhole(path, content);
  return [{ kind, path, link: pathToFileURL(resolve(path)).href }];
}

/** Shows what people read: on standard output, or on the terminal where another output has taken it. */
export function showText(text: string, isTaken: boolean, { host, terminal }: Pick<Call, 'host' | 'terminal'>): void {
  if (!isTaken) host.stdout.write(text);
  else for (const line of text.trimEnd().split('\n')) terminal.line(line);
}

/** Says which files were written, and what each is. */
export function announce(files: readonly WrittenFile[], { terminal, language }: Omit<Call, 'options'>): void {
  const { files: kinds } = summaryWords(language);
  terminal.lines(
    files.map(({ kind, path, link }) => [{ text: kinds[kind], tone: 'faint' }, { text: '  ' }, { text: path, link }]),
  );
}
