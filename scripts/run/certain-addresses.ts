import { readFile } from 'node:fs/promises';

const COMMENT = /\/\*[\s\S]*?\*\/|(^|[^:"'`\w/])\/\/[^\n]*/g;
const CONSTANT = /\bconst\s+(\w+)(?:\s*:\s*string)?\s*=\s*(["'`])(https?:\/\/[^"'`$\s]+)\2\s*(?:;|\n|$)/g;
const CALL =
  /\bhttp\s*\.\s*(?:get|post|put|patch|del|head|options)\(\s*(?:(["'`])(https?:\/\/[^"'`$\s]+)|[`]\$\{\s*(\w+)\s*\}|(\w+)\s*[,)+])/g;

/**
 * Origins to which a script certainly sends: the address stands in the call of k6/http itself, or in a constant with
 * which that begins. What a variable of the environment may change is not certain.
 */
export function certainOrigins(script: string): string[] {
  const code = script.replaceAll(COMMENT, '$1');
  const constants = new Map([...code.matchAll(CONSTANT)].map(([, name = '', , address = '']) => [name, address]));
  const found = [...code.matchAll(CALL)].flatMap(([, , address, inTemplate, alone]) => {
    const known = address ?? constants.get(inTemplate ?? alone ?? '');
    return known !== undefined && URL.canParse(known) ? [new URL(known).origin] : [];
  });
  return [...new Set(found)];
}

/** The same of all the files of a script. */
export async function certainOriginsOf(modules: readonly string[]): Promise<string[]> {
  const texts = await Promise.all(modules.map((file) => readFile(file, 'utf8')));
  return [...new Set(texts.flatMap(certainOrigins))];
}
