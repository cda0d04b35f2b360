import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { SaxesParser } from 'saxes';
import { expect } from 'vitest';
import { JsonGateSchema } from '../reports/render/gate-json-schema.ts';
import { JsonReportSchema } from '../reports/render/json-schema.ts';
import { EXIT } from '../scripts/exit-codes.ts';
import { toldFault } from '../scripts/fault.ts';
import { type Called, callCommand } from './call-command.ts';
import type { Ask } from './hostile-kinds.ts';

/** What every command owes to any input: an exit code of the list, and output that is what it says it is. */

const { done, wrongFigures, badInput, missedGoals, regressed, undecided, invalid } = EXIT;

/** Codes by the first word of a command. */
const CODES: Readonly<Record<string, readonly number[]>> = {
  report: [done, badInput],
  gate: [done, badInput, missedGoals, regressed, undecided, invalid],
  baseline: [done, badInput],
  compare: [done, badInput],
  history: [done, badInput],
  verify: [done, wrongFigures, badInput],
  read: [done, badInput],
};

/** Values that no figure is, and a stack. */
const NO_FIGURE = /\bNaN\b|\bundefined\b|\bInfinity\b|\[object Object\]/;
const STACK = /\n\s+at .*:\d+:\d+/;

/** Throws for what is no XML 1.0. */
export function expectXml(xml: string): void {
  const parser = new SaxesParser();
  parser.on('error', (fault) => {
    throw fault;
  });
  parser.write(xml).close();
}

function expectJson(command: string, json: string): void {
  const written: unknown = JSON.parse(json);
  const schema = command === 'gate' ? JsonGateSchema : JsonReportSchema;
  if (command === 'gate' || command === 'report') expect(schema.parse(written)).toStrictEqual(written);
}

/** A page without the code that is ours. */
const withoutCode = (page: string): string =>
  page.replace(/<style>.*?<\/style>/s, '').replace(/<script>(?:(?!<script>).)*<\/script>\n<\/body>/s, '');

/** What a reader of `run` says, as a command would. */
async function asCommand(read: () => Promise<unknown>): Promise<Called> {
  try {
    return { code: done, stdout: JSON.stringify(await read()), stderr: '' };
  } catch (fault) {
    const { text, exitCode } = toldFault(fault, 'en');
    return { code: exitCode, stdout: '', stderr: text };
  }
}

export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)));

const formatOf = (words: readonly string[]) => words[words.indexOf('--format') + 1];

export interface Answer {
  readonly code: number;
  /** Pages that were written. */
  readonly pages: readonly string[];
}

/** Asks within a folder that holds the `input`, and holds everything that is written against what it owes. */
export async function expectSound(ask: Ask, folder: string, input: string): Promise<Answer> {
  const before = new Set(filesBelow(folder));
  const isCommand = typeof ask !== 'function';
  const command = isCommand ? (ask[0] ?? '') : 'read';
  const { code, stdout, stderr } = isCommand ? await callCommand(ask) : await asCommand(ask);
  const written = filesBelow(folder).filter((file) => !before.has(file));
  const outputs = written.map((file) => ({ file, content: readFileSync(join(folder, file), 'utf8') }));
  const pages = outputs.filter(({ file }) => file.endsWith('.html')).map(({ content }) => content);
  expect(CODES[command], stderr).toContain(code);
  expect(stderr).not.toMatch(STACK);
  if (code === badInput) {
    expect(stderr).not.toBe('');
    expect(stdout).toBe('');
    expect(written).toStrictEqual([]);
  }
  if (!NO_FIGURE.test(input)) {
    for (const content of [stderr, stdout, ...outputs.map((one) => withoutCode(one.content))]) {
      expect(content.match(NO_FIGURE) && around(content)).toBeNull();
    }
  }
  if (isCommand && code !== badInput && formatOf(ask) === 'json') expectJson(command, stdout);
  if (isCommand && code !== badInput && formatOf(ask) === 'junit') expectXml(stdout);
  for (const { content } of outputs.filter(({ file }) => file.endsWith('.svg'))) expectXml(content);
  return { code, pages };
}

/** The first figure that is none, with what stands around it. */
const around = (content: string): string => {
  const at = content.search(NO_FIGURE);
  return content.slice(Math.max(0, at - 200), at + 100);
};
