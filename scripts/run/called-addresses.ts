import { readFile } from 'node:fs/promises';
import { argumentsAt, groupsAround } from './code-scan.ts';
import { withoutComments } from './own-modules.ts';
import { AFTERWARDS } from './sendable-code.ts';

const CONSTANT = /\bconst\s+(\w+)(?:\s*:\s*string)?\s*=\s*(["'`])(https?:\/\/[^"'`$\s]+)\2\s*(?:;|\n|$)/g;
const CALL = /\bhttp\s*\.\s*(get|post|put|patch|del|head|options|request|asyncRequest)\s*\(/g;
/** An address, or the constant with which one begins. */
const LITERAL = /^["'`](https?:\/\/[^"'`$\s/?#]+)(?=[/?#"'`])/;
const NAMED = /^(?:`\$\{\s*(\w+)\s*\}|(\w+)\s*(?:\+|$))/;

/** Other ways to send something, of which nobody looks where it goes: k6/http by another name or handed on, too. */
const OTHER_CALL =
  /\bhttp\s*\.\s*batch\s*\(|\.connect\s*\(|\.goto\s*\(|\bnew\s+(?:WebSocket|Httpx)\b|\bimport\s+(?!http\b)[^'";]*\sfrom\s*["']k6\/http["']|[(,=:]\s*http\s*[,);}\n]/;

/** What a block hangs on. */
const CONDITION = /(?:\b(?:if|switch|while)\s*\([^{}]*\)|\belse|\bcatch\s*(?:\([^()]*\))?|\bcase\b[^{};]*:)\s*\{$/;
/** A function that runs when the load is over. */
const IS_AFTERWARDS = new RegExp(`(?:${AFTERWARDS.source})$`);
/** What a call hangs on within its own statement. */
const CONDITION_BEFORE = /\bif\s*\(|\belse\b|\bcase\b|&&|\|\||\?/;

/** Where the calls of k6/http in a script go. What a variable of the environment may change is not told. */
export interface CalledAddresses {
  /** Origins of calls that hang on nothing. */
  readonly certain: readonly string[];
  /** Origins of calls behind a condition, in teardown() or in handleSummary(): they may never come to it. */
  readonly possible: readonly string[];
  /** Something is sent to where the text does not tell. */
  readonly hasUnknown: boolean;
}

/** The same of the text of a script. */
export function calledAddresses(script: string): CalledAddresses {
  const code = withoutComments(script);
  const constants = new Map([...code.matchAll(CONSTANT)].map(([, name = '', , address = '']) => [name, address]));
  const calls = [...code.matchAll(CALL)];
  const around = groupsAround(
    code,
    calls.map(({ index }) => index),
  );
  const certain = new Set<string>();
  const possible = new Set<string>();
  let hasUnknown = OTHER_CALL.test(code);
  for (const [number, { index, 0: call, 1: method = '' }] of calls.entries()) {
    const args = argumentsAt(code, index + call.length - 1);
    const place = args[/^(?:request|asyncRequest)$/.test(method) ? 1 : 0];
    const text = place ? code.slice(place.start, place.end).trim() : '';
    const [, inTemplate, alone = ''] = text.match(NAMED) ?? [];
    const known = text.match(LITERAL)?.[1] ?? constants.get(inTemplate ?? alone);
    if (known === undefined || !URL.canParse(known)) {
      hasUnknown = true;
      continue;
    }
    const [statement = ''] = code.slice(0, index).match(/[^;{}\n]*$/) ?? [];
    const isOpen = around[number]?.some((group) => CONDITION.test(group) || IS_AFTERWARDS.test(group));
    const found = isOpen || CONDITION_BEFORE.test(statement) ? possible : certain;
    found.add(new URL(known).origin);
  }
  return { certain: [...certain], possible: [...possible].filter((origin) => !certain.has(origin)), hasUnknown };
}

/** The same of all the files of a script. */
export async function calledAddressesOf(modules: readonly string[]): Promise<CalledAddresses> {
  const own = await Promise.all(modules.map(async (file) => calledAddresses(await readFile(file, 'utf8'))));
  const certain = new Set(own.flatMap((one) => one.certain));
  const possible = new Set(own.flatMap((one) => one.possible).filter((origin) => !certain.has(origin)));
  return { certain: [...certain], possible: [...possible], hasUnknown: own.some((one) => one.hasUnknown) };
}
