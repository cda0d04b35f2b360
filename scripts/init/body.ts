import { isObject } from '../json-object.ts';
import type { Body } from './operation.ts';

/** A content type without its parameters. */
export const bareType = (type: string): string => (type.split(';')[0] ?? '').trim().toLowerCase();

/** True for one document of JSON; several of them, one a line, are none. */
export const isJson = (type: string): boolean => /^(?:application|text)\/json$|\+json$/.test(bareType(type));

/** One document of JSON a line. */
export const isJsonLines = (type: string): boolean =>
  /^application\/(?:(?:x-)?nd-?json|(?:x-)?jsonl(?:ines)?|stream\+json)$/.test(bareType(type));
export const isForm = (type: string): boolean => bareType(type) === 'application/x-www-form-urlencoded';
export const isMultipart = (type: string): boolean => bareType(type) === 'multipart/form-data';

/** One field of a form. */
export interface Field {
  readonly name: string;
  readonly value: string;
  /** Of an uploaded file. */
  readonly fileName?: string | undefined;
}

/** What stands between the parts of a body of several. */
const BOUNDARY = '----buha';

const quotedField = (text: string) => text.replaceAll('"', '%22').replaceAll(/[\r\n]+/g, ' ');

/** Fields as a browser sends them in several parts (RFC 7578); a file holds text. */
export function multipartOf(fields: readonly Field[]): Body {
  const parts = fields.map(({ name, value, fileName }) => {
    const file = fileName === undefined ? '' : `; filename="${quotedField(fileName)}"\r\nContent-Type: text/plain`;
    return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${quotedField(name)}"${file}\r\n\r\n${value}\r\n`;
  });
  return { type: `multipart/form-data; boundary=${BOUNDARY}`, value: `${parts.join('')}--${BOUNDARY}--\r\n` };
}

/** Fields as a form sends them. */
export const formOf = (fields: readonly Field[]): string =>
  fields.map(({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');

const fieldText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** What a text of another type may be where only its shape is known. */
const ANY_TEXT = 'text';

/** A body of a type that holds a value: JSON as it is, all else as the text that is sent. `files` are fields that hold one. */
export function bodyWith(type: string, value: unknown, files: ReadonlySet<string> = new Set()): Body {
  const own = bareType(type);
  if (isJson(own)) return { type: own, value };
  if (isJsonLines(own)) return { type: own, value: `${typeof value === 'string' ? value : JSON.stringify(value)}\n` };
  if (isObject(value) && (isForm(own) || isMultipart(own))) {
    const fields = Object.entries(value).map(([name, one]): Field => {
      return { name, value: fieldText(one), fileName: files.has(name) ? 'file.txt' : undefined };
    });
    return isForm(own) ? { type: own, value: formOf(fields) } : multipartOf(fields);
  }
  return { type: own, value: typeof value === 'string' ? value : ANY_TEXT };
}
