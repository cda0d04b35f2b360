import { readFile } from 'node:fs/promises';
import { BuhaError } from '../../reports/model/error.ts';
import { systemCode } from '../system-code.ts';

function fromJson(text: string, file: string): [string, string][] {
  const parsed: unknown = JSON.parse(text);
  return Object.entries(parsed as object).map(([name, value]) => {
    if (typeof value === 'object') throw new BuhaError('bad-target-info', { file, line: 1, text: name });
    return [name, String(value)];
  });
}

function fromLines(text: string, file: string): [string, string][] {
  return text.split(/\r?\n/).flatMap((line, at): [string, string][] => {
    if (line.trim() === '' || line.trimStart().startsWith('#')) return [];
    const [, name, value] = line.match(/^\s*([^:]+?)\s*:\s*(.+?)\s*$/) ?? [];
    if (!name || !value) throw new BuhaError('bad-target-info', { file, line: at + 1, text: line.trim() });
    return [[name, value]];
  });
}

/**
 * Facts of the tested system that the user keeps in a small file: lines of `name: value` (`#` starts a comment), or a
 * JSON object of plain values. Throws `bad-target-info` with the line.
 */
export async function readTargetInfo(file: string): Promise<Record<string, string>> {
  const text = await readFile(file, 'utf8').catch((fault: unknown) => {
    throw new BuhaError('cannot-read', { file, reason: systemCode(fault) });
  });
  if (!text.trimStart().startsWith('{')) return Object.fromEntries(fromLines(text, file));
  try {
    return Object.fromEntries(fromJson(text, file));
  } catch (fault) {
    if (fault instanceof BuhaError) throw fault;
    throw new BuhaError('not-json', { file, line: 1, kind: 'target-info' });
  }
}
