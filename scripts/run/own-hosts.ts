import { readFile } from 'node:fs/promises';
import { isLoopback } from './target.ts';

/** Modules that k6 itself fetches are no target. */
const MODULE = /\b(?:from|import|require\()\s*["'`]https?:[^"'`]*["'`]/g;
const ADDRESS = /\bhttps?:\/\/(?:[^\s"'`/@]+@)?(\[[\da-f:]+\]|[\w.-]+)(:\d+)?/gi;

/** Hosts of other machines whose addresses stand in a script: it may send its load there, whatever BASE_URL says. */
export function hostsIn(script: string): string[] {
  const found = [...script.replaceAll(MODULE, '').matchAll(ADDRESS)].map(([, host = '', port = '']) => ({
    host,
    port,
  }));
  return [...new Set(found.filter(({ host }) => !isLoopback(host)).map(({ host, port }) => `${host}${port}`))];
}

/** The same of all the files of a script. */
export async function hostsOf(modules: readonly string[]): Promise<string[]> {
  const texts = await Promise.all(modules.map((file) => readFile(file, 'utf8')));
  return hostsIn(texts.join('\n'));
}
