import { BuhaError, type ErrorFacts } from '../model/error.ts';

type Told = Omit<ErrorFacts['bad-template'], 'name'>;

/** What Handlebars says of a template, by the kind of its fault. */
const SAID: readonly (readonly [said: RegExp, told: (match: RegExpMatchArray) => Told])[] = [
  [/^Parse error on line (\d+)/, ([, line]) => ({ fault: 'syntax', line: Number(line), what: undefined })],
  [
    /^(\S+) doesn't match (\S+) - (\d+):/,
    ([, open, close, line]) => ({ fault: 'block', line: Number(line), what: `{{#${open}}} … {{/${close}}}` }),
  ],
  [/^The partial (\S+) could not be found/, ([, what]) => ({ fault: 'partial', line: undefined, what })],
  [/^"(.+)" not defined in .* - (\d+):/, ([, what, line]) => ({ fault: 'field', line: Number(line), what })],
  [/unknown helper (\S+) - (\d+):/, ([, what, line]) => ({ fault: 'helper', line: Number(line), what })],
  [/^Missing helper: "(.+)"/, ([, what]) => ({ fault: 'helper', line: undefined, what })],
];

const toldBy = (message: string): Told => {
  for (const [said, told] of SAID) {
    const match = message.match(said);
    if (match) return told(match);
  }
  return { fault: 'other', line: undefined, what: undefined };
};

/** True for a line of a template that names it, and not only something that begins alike. */
const names = (line: string, what: string): boolean => line.split(/[^\p{L}\p{N}_.@/-]+/u).includes(what);

/** The line of a template, from 1, on which a tag names something. */
const lineOf = (source: string, what: string): number | undefined => {
  const at = source.split('\n').findIndex((line) => line.includes('{{') && names(line, what));
  return at < 0 ? undefined : at + 1;
};

/**
 * What is wrong with a set of templates, as Handlebars' fault tells it: of which template, on which line. `refuses` tells
 * whether one of them cannot be parsed; of the others the one that names what is missing is meant, else the `document`.
 */
export function templateFault(
  fault: unknown,
  templates: Readonly<Record<string, string>>,
  document: string,
  refuses: (source: string) => boolean,
): BuhaError {
  const told = toldBy(fault instanceof Error ? fault.message : String(fault));
  const sources = Object.entries(templates);
  const { line, what } = told;
  const broken =
    told.fault === 'syntax' || told.fault === 'block' ? sources.find(([, one]) => refuses(one)) : undefined;
  const naming =
    what === undefined
      ? undefined
      : sources.find(([, one]) =>
          line === undefined ? lineOf(one, what) !== undefined : names(one.split('\n')[line - 1] ?? '', what),
        );
  const [name, source = ''] = broken ?? naming ?? [document, templates[document]];
  return new BuhaError('bad-template', {
    name,
    ...told,
    line: line ?? (what === undefined ? undefined : lineOf(source, what)),
  });
}
