import { dataText } from '../reports/render/html-text.ts';

const DATA = /(<script type="application\/json" id="data">)(.*?)(<\/script>)/s;
/** Key of an object that stands for a text of several lines; no name in a page's data is a line break. */
const TEXT = '\n';

const isSimple = (value: unknown): boolean => typeof value !== 'object' || value === null;

/** Characters of an object or a list that still stands in one line. */
const SHORT = 160;

/** JSON of which every line of a text has a line of its own, as has every part of what is not short. */
function inLines(value: unknown, indent = ''): string {
  if (typeof value === 'string' && value.includes('\n')) return inLines({ [TEXT]: value.split('\n') }, indent);
  const short = dataText(value).trim();
  if (typeof value !== 'object' || value === null) return short;
  if (short.length <= SHORT && !/[\n]|\\n/.test(short)) return short;
  const inner = `${indent} `;
  const block = (open: string, parts: readonly string[], close: string) =>
    `${open}\n${parts.map((part) => `${inner}${part}`).join(',\n')}\n${indent}${close}`;
  if (Array.isArray(value)) {
    const isText = value.some((one) => typeof one === 'string');
    return value.every(isSimple) && !isText
      ? dataText(value)
      : block(
          '[',
          value.map((one) => inLines(one, inner)),
          ']',
        );
  }
  const entries = Object.entries(value);
  return block(
    '{',
    entries.map(([key, one]) => `${dataText(key)}:${inLines(one, inner)}`),
    '}',
  );
}

function joined(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !(TEXT in value)) return value;
  const lines = value[TEXT];
  return Array.isArray(lines) ? lines.join('\n') : value;
}

/** Buttons that stand in one line of a page, each with the name of its chart. */
const BUTTON = '<button type="button" data-zoom';

/** A page as its golden file holds it: the data for its script in lines, so that a changed word is a changed line. */
export const goldenOfPage = (page: string): string =>
  page
    .replaceAll(`>${BUTTON}`, `>\n${BUTTON}`)
    .replace(DATA, (_, open: string, json: string, close: string) => `${open}\n${inLines(JSON.parse(json))}\n${close}`);

/** The page behind a golden file, to the letter. */
export const pageOfGolden = (golden: string): string =>
  golden
    .replaceAll(`>\n${BUTTON}`, `>${BUTTON}`)
    .replace(
      DATA,
      (_, open: string, lines: string, close: string) => `${open}${dataText(JSON.parse(lines, joined))}${close}`,
    );
