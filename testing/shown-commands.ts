/** For tests: the commands that README, guides and CONTRIBUTING tell people to type. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../scripts/paths.ts';

const guides = (folder: string) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);

/** Documents in English and, at the same place in the list, in Korean; paths from the root with `/`. */
export const ENGLISH = ['README.md', ...guides('docs')];
export const KOREAN = ['README.ko.md', ...guides('docs/ko')];
/** Documents in English alone. */
export const ENGLISH_ONLY = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md'];

export const readDocument = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

export interface ShownLine {
  /** `docs/gate.md:6`, for a failure's message. */
  readonly place: string;
  /** As one would type it, in one line and without its comment. */
  readonly text: string;
}

const PART = /"[^"]*"|'[^']*'|[^"']/g;

/** Cuts a text at every match of `at` (sticky) that stands outside quotes. */
function cutOutsideQuotes(text: string, at: RegExp): string[] {
  const parts = [''];
  for (const part of text.replaceAll(at, '\u0000').match(PART) ?? []) {
    if (part === '\u0000') parts.push('');
    else parts[parts.length - 1] += part.replaceAll('\u0000', ' ');
  }
  return parts;
}

const withoutComment = (line: string) => (cutOutsideQuotes(line, /(?<=^|\s)#/g)[0] ?? '').trim();

/** What stands in the blocks marked `sh`, line by line; a line that ends with `\\` goes on in the next. */
export function shownLines(path: string): ShownLine[] {
  const text = readDocument(path);
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(({ index, 1: block = '' }) =>
    [...block.matchAll(/(?:.*\\\n)*.*\n/g)].flatMap((line) => {
      const before = text.slice(0, index).split('\n').length + block.slice(0, line.index).split('\n').length;
      const typed = withoutComment(line[0].replaceAll(/\\\n\s*/g, ''));
      return typed === '' ? [] : [{ place: `${path}:${before}`, text: typed }];
    }),
  );
}

/** Commands that prose names between backticks. One with `…` leaves something out. */
export function namedCommands(path: string): ShownLine[] {
  return readDocument(path)
    .split('\n')
    .flatMap((line, index) =>
      [...line.matchAll(/`((?:npx buha|buha|npm run) [^`]+)`/g)].map(([, text = '']) => ({
        place: `${path}:${index + 1}`,
        text,
      })),
    );
}

export interface SimpleCommand {
  readonly env: Readonly<Record<string, string>>;
  readonly words: readonly string[];
}

/** The single commands of a line: what stands between `&&`, `;` and `|`, cut into words. */
export function commandsOf(text: string): SimpleCommand[] {
  return cutOutsideQuotes(text, /&&|[;|]/g).map((part) => {
    const words = cutOutsideQuotes(part, /\s+/g)
      .filter((word) => word !== '')
      .map((word) => word.replaceAll(/["']/g, ''));
    const first = words.findIndex((word) => !/^[A-Z_]+=/.test(word));
    const env = words.slice(0, first).map((word) => word.split(/=(.*)/s).slice(0, 2));
    return { env: Object.fromEntries(env), words: words.slice(first) };
  });
}

/** Scripts of package.json by name. */
export const npmScripts = (): Readonly<Record<string, string>> => {
  const { scripts } = JSON.parse(readDocument('package.json')) as { scripts: Record<string, string> };
  return scripts;
};

/**
 * What buha is given by a command: directly, or through scripts of package.json. Undefined for another program.
 * Throws for a script that there is not, and for options that npm would take for its own.
 */
export function buhaArguments(words: readonly string[]): readonly string[] | undefined {
  const [program, ...rest] = words;
  if (program === 'buha') return rest;
  if (program === 'npx' && rest[0] === 'buha') return rest.slice(1);
  if (program !== 'npm' || rest[0] !== 'run') return undefined;
  const [name = '', ...behind] = rest.slice(1).filter((word, index) => !(index === 0 && word === '-s'));
  const script = npmScripts()[name];
  if (script === undefined) throw new Error(`package.json has no script ${name}`);
  if (behind.length > 0 && behind[0] !== '--') throw new Error(`npm run ${name} needs -- before ${behind[0]}`);
  const given = behind.slice(1);
  if (name === 'buha') return given;
  const inner = buhaArguments(script.split(' '));
  return inner && [...inner, ...given];
}
