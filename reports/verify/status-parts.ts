import type { Figure } from './figure.ts';
import type { Found } from './names.ts';
import type { Part } from './part.ts';

/** A status code in the name of a metric: `order_errors_500`. */
const IN_NAME = /(?<!\d)([45]\d\d)(?!\d)/g;
const IN_TEXT =
  /(?<![\d.,/])([45]\d\d)(?![\d.,]*\d|\s?(?:%|ms|초|건|회|개|명|번|배|원|만|천|MB|kB|GB|s(?![a-z])|VUs?|[TRQ]PS|req))/gi;

/** Metrics of a script that count one status code each, by that code. */
export class StatusParts {
  readonly #parts: ReadonlyMap<string, Part>;

  constructor(named: Iterable<readonly [string, Part]>) {
    const found = new Map<string, Set<Part>>();
    for (const [, part] of named) {
      if (part.kind !== 'metric') continue;
      for (const { 1: code = '' } of part.metric.matchAll(IN_NAME)) {
        found.set(code, (found.get(code) ?? new Set()).add({ ...part, translated: true, counts: true }));
      }
    }
    this.#parts = new Map(
      [...found].flatMap(([code, [part, ...others]]): [string, Part][] =>
        part && others.length === 0 ? [[code, part]] : [],
      ),
    );
  }

  in(text: string): Found<Part>[] {
    if (this.#parts.size === 0) return [];
    return [...text.matchAll(IN_TEXT)].flatMap(({ 1: code = '', index }) => {
      const part = this.#parts.get(code);
      return part ? [{ values: [part], start: index, end: index + code.length }] : [];
    });
  }
}

const isCounter = ({ values: [part] }: Found<Part>) => part?.counts === true;

/**
 * Parts that a figure of a sentence may be about: a metric that only a dictionary or a status code names counts the one
 * figure beside it, be it in front ("29 orders ended with HTTP 500, 54 with …") or behind ("500 에러가 29건, 409가 54건").
 */
export function partsBeside(
  parts: readonly Found<Part>[],
  figure: Figure,
  figures: readonly Figure[],
  text: string,
): readonly Found<Part>[] {
  if (!parts.some(isCounter)) return parts;
  const [first] = parts.filter(isCounter);
  const ahead = first && figures.findLast(({ end }) => end <= first.start);
  const isBehind =
    first !== undefined &&
    ahead?.unit === 'plain' &&
    !/[,;.]\s|고\s|며\s|데,?\s|중\s|가운데/.test(text.slice(ahead.end, first.start));
  const isFree = (from: number, to: number) => !figures.some((one) => one.start >= from && one.end <= to);
  return parts.filter((one) => {
    if (!isCounter(one)) return true;
    if (figure.unit !== 'plain' || figure.decimals) return false;
    return isBehind
      ? one.start >= figure.end && isFree(figure.end, one.start)
      : one.end <= figure.start && isFree(one.end, figure.start);
  });
}
