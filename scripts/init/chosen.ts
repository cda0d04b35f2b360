import { BuhaError } from '../../reports/model/error.ts';
import type { Operation } from './operation.ts';

const FIRST = { id: 'first', method: 'GET', query: '', body: undefined, expect: undefined } as const;

/** What is tested where nothing says what there is: the beginning of a system. */
export const FIRST_OF_OWN: Operation = { ...FIRST, title: 'GET /', pattern: '/', values: [] };

/** The built-in shop has four products. */
export const FIRST_OF_SHOP: Operation = {
  ...FIRST,
  title: 'GET /v1/products/{id}',
  pattern: '/v1/products/{id}',
  values: [{ name: 'id', value: 1 }],
};

/** `3`, `3-5`, or the name of an operation. Undefined for none of these. */
function picked(word: string, all: readonly Operation[]): readonly Operation[] | undefined {
  const [, from, to = from] = word.match(/^(\d+)(?:-(\d+))?$/) ?? [];
  const own =
    from === undefined
      ? all.filter(({ id, method, pattern }) => id === word || `${method} ${pattern}` === word)
      : all.slice(Number(from) - 1, Number(to));
  return own.length > 0 ? own : undefined;
}

/** The operations that a text picks by number, range or name, in their order, each once; all for an empty one. Throws `setting`. */
export function chosen(all: readonly Operation[], text: string): readonly Operation[] {
  const words = text.split(',').flatMap((word) => word.trim() || []);
  if (words.length === 0) return all;
  const wanted = new Set(
    words.flatMap((word) => {
      const own = picked(word, all);
      if (own) return own;
      throw new BuhaError('setting', {
        field: '--operations',
        value: word,
        allowed: all.map(({ id }) => id).join(', '),
      });
    }),
  );
  return all.filter((operation) => wanted.has(operation));
}
