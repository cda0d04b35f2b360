import { basename, extname } from 'node:path';
import { withoutTexts } from './own-modules.ts';

const SCRIPT = /\.(?:[cm]?[jt]sx?|es6|k6)$/i;
/** Settings of tools, types and unit tests, which export what no k6 runs. */
const OTHER = /(?:\.d\.[cm]?ts|\.(?:test|spec|config)\.[cm]?[jt]sx?)$/i;

/** True for the name of a file that k6 may run. */
export const isScriptFile = (file: string): boolean => SCRIPT.test(file);

/** True for the name of one file that is given as a script: k6 takes any name, and what is data is told by its own. */
export const mayBeScript = (file: string): boolean => isScriptFile(file) || extname(file) === '';

/** `export default …` apart from an object, `export { run as default }`, and the same of CommonJS. */
const DEFAULT =
  /\bexport\s+default\b(?!\s*[{[\d'"])|\bexport\s*\{[^}]*\bdefault\b[^}]*\}|\bexports\.default\s*=|\bmodule\.exports\s*=\s*(?:\{[^;]*\bdefault\s*[:(,}]|(?:async\s+)?function\b)/;
const EXPORTED = /\bexport\s+(?:async\s+)?(?:function\s*\*?|const|let|var)\s+([\w$]+)|\bexports\.([\w$]+)\s*=/g;
/** What k6 calls by itself, or reads. */
const LIFECYCLE: readonly string[] = ['options', 'setup', 'teardown', 'handleSummary', 'default'];

/**
 * Whether a file says what k6 should run: it exports a default function, or options with scenarios and functions for
 * them. Read without a compiler, to tell scripts from their helpers.
 */
export function isRunnable(file: string, code: string): boolean {
  if (!isScriptFile(file) || OTHER.test(basename(file))) return false;
  const bare = withoutTexts(code);
  if (DEFAULT.test(bare)) return true;
  const names = [...bare.matchAll(EXPORTED)].map(([, name, ofCommonJs]) => name ?? ofCommonJs ?? '');
  const hasScenarios = names.includes('options') && /\bscenarios\b/.test(bare);
  return hasScenarios && names.some((name) => !LIFECYCLE.includes(name));
}
