import { foldedName } from '../../reports/parse/samples/fold-name.ts';
import { decoded } from '../../reports/text/decoded.ts';
import type { LeftOutRequests } from '../../reports/words/init.ts';
import { isObject } from '../json-object.ts';
import { looksSecret, SECRET_VALUE, shownValue } from './secret-values.ts';

/** One request of a system that gets a scenario of its own. */
export interface Operation {
  /** Name of its API in the config and of its file. */
  readonly id: string;
  readonly title: string;
  /** `GET`, `POST` … */
  readonly method: string;
  /** Path with placeholders, as requests are counted: `/orders/{id}`. */
  readonly pattern: string;
  /** Values of the placeholders, in their order. */
  readonly values: readonly PathValue[];
  /** With its question mark; empty for none. */
  readonly query: string;
  readonly body: Body | undefined;
  /** Statuses of success; undefined for 200 alone. */
  readonly expect: readonly number[] | undefined;
}

export interface PathValue {
  readonly name: string;
  readonly value: string | number;
}

export interface Body {
  /** Content type. */
  readonly type: string;
  /** What JSON says; of any other type the text as it is sent. */
  readonly value: unknown;
}

/** What a description of a system says of it. */
export interface Described {
  /** Where it is, with its prefix; undefined where that is not said. */
  readonly baseUrl: string | undefined;
  /** Path below which its operations lie at any address; empty for none. */
  readonly prefix: string;
  readonly operations: readonly Operation[];
  /** Requests of a recorded session that became none. */
  readonly leftOut?: LeftOutRequests;
}

/** `getOrderById` and `GET /orders/{id}` as names of files: `get-order-by-id`, `get-orders-id`. */
export const idOf = (text: string): string =>
  text
    .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');

/** Names that mean something else: on the command line, among goals of a config, in a file of goals. */
const MEANT = new Set(['all', 'read', 'write', 'default']);

/** Operations with names that differ: `orders`, `orders-2`. */
export function withDistinctIds(operations: readonly Operation[]): Operation[] {
  const taken = new Set<string>();
  return operations.map((operation) => {
    const byRequest = idOf(`${operation.method} ${operation.pattern}`) || 'request';
    const wanted = MEANT.has(operation.id) ? byRequest : operation.id || byRequest;
    let id = wanted;
    for (let number = 2; taken.has(id); number += 1) id = `${wanted}-${number}`;
    taken.add(id);
    return { ...operation, id };
  });
}

/** A query without secrets, with its question mark. */
export function queryOf(pairs: readonly (readonly [string, string])[]): string {
  const shown = pairs.map(([name, value]) => {
    return `${encodeURIComponent(name)}=${encodeURIComponent(shownValue(name, value))}`;
  });
  return shown.length === 0 ? '' : `?${shown.join('&')}`;
}

function pathValue(text: string): string | number {
  if (looksSecret(text)) return SECRET_VALUE;
  return /^(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : decoded(text);
}

/** A path that was sent as a pattern, with the values of what was folded in it. */
export function patternOf(path: string): Pick<Operation, 'pattern' | 'values'> {
  const values: PathValue[] = [];
  const folded = foldedName(`http://host${path}`, undefined).slice('http://host'.length);
  const own = path.split('/');
  const parts = folded.split('/').map((part, at) => {
    const value = own[at] ?? '';
    if (part === value) return part;
    const name = values.length === 0 ? 'id' : `id${values.length + 1}`;
    values.push({ name, value: pathValue(value) });
    return `{${name}}`;
  });
  return { pattern: parts.join('/'), values };
}

/** What is sent, in one line for the report: `{ productId, quantity }`. */
export function shapeOf({ type, value }: Body): string {
  if (!isObject(value)) return Array.isArray(value) ? '[…]' : type;
  const names = Object.keys(value);
  return names.length === 0 ? '{}' : `{ ${names.slice(0, 8).join(', ')}${names.length > 8 ? ', …' : ''} }`;
}

/** Operations with the path below which they lie, where no address has it. */
export const belowPrefix = (operations: readonly Operation[], prefix: string): Operation[] =>
  operations.map((operation) => ({ ...operation, pattern: `${prefix}${operation.pattern}` }));
