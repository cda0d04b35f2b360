import { readFile, stat } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Modules that k6 provides, and addresses that it fetches itself. */
export const isK6s = (specifier: string): boolean => /^k6(?:$|\/)|^https?:\/\//.test(specifier);

/** True for what names a file and no package. */
export const isPath = (specifier: string): boolean => /^(?:\.{1,2}(?:\/|$)|\/|file:\/\/)/.test(specifier);

/** Comments, templates and strings: no word in them is taken for code. */
const TEXTS = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|`(?:\\[\s\S]|[^`\\])*`|'(?:\\[\s\S]|[^'\\\n])*'|"(?:\\[\s\S]|[^"\\\n])*"/g;

const FROM = /(?:^|[;}\n])\s*(?:import\s*|(?:import|export)\b([^'"`;()=]*?)\bfrom\s*)(['"])([^'"\n]+)\2/g;
const REQUIRE = /\brequire\s*\(\s*(['"])([^'"\n]+)\1\s*\)/g;
const DECORATOR = /(?:^|[\n;{}])\s*@[A-Za-z_$]/;
const TYPESCRIPT = /\.[cm]?tsx?$/;

interface Import {
  readonly specifier: string;
  /** In TypeScript, names that all begin with a capital may be types, whose imports k6 drops. */
  readonly mayBeTypes: boolean;
}

/** Strings and templates stay. */
export const withoutComments = (code: string): string =>
  code.replaceAll(TEXTS, (text) => (text.startsWith('/') ? ' ' : text));

/** Code without comments, templates and longer strings. Strings of one line stay: a specifier is one. */
export function withoutTexts(code: string): string {
  return code.replaceAll(TEXTS, (text) => {
    if (text.startsWith('/')) return ' ';
    return text.startsWith('`') || text.includes('\n') ? "''" : text;
  });
}

/**
 * True for a module that k6 cannot read whatever it imports: k6 strips types from `.ts` alone, takes JSON for JavaScript
 * and does not come back from a decorator.
 */
export const isUnreadable = (file: string, code: string): boolean =>
  /\.(?:[cm]ts|[jt]sx|json)$/.test(file) || (TYPESCRIPT.test(file) && DECORATOR.test(withoutTexts(code)));

/** What a module imports, apart from types. */
export function importsOf(code: string, isTypeScript: boolean): Import[] {
  const bare = withoutTexts(code);
  const imported = [...bare.matchAll(FROM)].flatMap(([, clause = '', , specifier = '']) => {
    const names = clause
      .match(/^\s*\{([^}]*)\}\s*$/)?.[1]
      ?.split(',')
      .map((name) => name.trim());
    const values = names?.filter((name) => name !== '' && !/^type\s/.test(name));
    if (isTypeScript && (/^\s*type\s+[\w${*]/.test(clause) || (values?.length === 0 && names?.join('') !== '')))
      return [];
    return [{ specifier, mayBeTypes: isTypeScript && (values?.every((name) => /^\p{Lu}/u.test(name)) ?? false) }];
  });
  const required = [...bare.matchAll(REQUIRE)].map(([, , specifier = '']) => ({ specifier, mayBeTypes: false }));
  return [...imported, ...required];
}

const isFile = async (path: string) => (await stat(path).catch(() => undefined))?.isFile() ?? false;

/** k6 reads a path as part of a URL. */
function decoded(specifier: string): string | undefined {
  try {
    return specifier.startsWith('file:') ? fileURLToPath(specifier) : decodeURIComponent(specifier);
  } catch {
    return undefined;
  }
}

/** The file that k6 itself takes for a path in a module: its name must be whole. */
export async function takenByK6(specifier: string, importer: string): Promise<string | undefined> {
  const path = decoded(specifier);
  const file = path === undefined ? undefined : resolve(dirname(importer), path);
  return file !== undefined && (await isFile(file)) ? file : undefined;
}

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'];
/** TypeScript wants the name that a module will have once it is compiled. */
const COMPILED: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

/**
 * The file that a path in a module means to TypeScript or a bundler: extension or `/index` left out, or `.js` for `.ts`.
 * Symbolic links stay as they are, as for k6. Undefined where there is none.
 */
export async function fileMeant(specifier: string, importer: string): Promise<string | undefined> {
  const path = resolve(dirname(importer), decoded(specifier) ?? specifier);
  const stem = path.slice(0, path.length - extname(path).length);
  const candidates = [
    path,
    resolve(dirname(importer), specifier),
    ...(COMPILED[extname(path)] ?? []).map((extension) => stem + extension),
    ...EXTENSIONS.map((extension) => path + extension),
    ...EXTENSIONS.map((extension) => resolve(path, `index${extension}`)),
  ];
  for (const candidate of candidates) if (await isFile(candidate)) return candidate;
  return undefined;
}

export interface OwnModules {
  /** The script and the files that it imports by path, each once. */
  readonly files: readonly string[];
  /** Whether k6 can read all of them as they are. `perhaps` not: what it cannot resolve may be types only. */
  readonly unreadable: 'none' | 'perhaps' | 'some';
}

/**
 * What a script consists of, read without a compiler: enough to tell whether one is needed, where a load may go and
 * whether a script has changed. Files that cannot be read are passed over: k6 says so better.
 */
export async function ownModules(script: string): Promise<OwnModules> {
  const files = new Set([script]);
  let unreadable: OwnModules['unreadable'] = 'none';
  // A set tells of what is added while it is walked.
  for (const file of files) {
    const code = await readFile(file, 'utf8').catch(() => '');
    if (isUnreadable(file, code)) unreadable = 'some';
    if (extname(file) === '.json') continue;
    for (const { specifier, mayBeTypes } of importsOf(code, TYPESCRIPT.test(file))) {
      if (isK6s(specifier)) continue;
      const taken = isPath(specifier) ? await takenByK6(specifier, file) : undefined;
      const meant = taken ?? (isPath(specifier) ? await fileMeant(specifier, file) : undefined);
      // A path that leads nowhere is no work for a compiler.
      const isForCompiler = taken === undefined && (meant !== undefined || !isPath(specifier) || mayBeTypes);
      if (isForCompiler && unreadable !== 'some') unreadable = mayBeTypes ? 'perhaps' : 'some';
      if (meant !== undefined) files.add(meant);
    }
  }
  return { files: [...files], unreadable };
}
