import { textRatio, textValue } from './text-values.ts';

/** Signs for k6's ✗ and ✓ that chats, terminals and editors put in their place, the words of Slack among them. */
const CROSS = /(?:[✖✕❌❎⨯☒🗙]|:x:|:heavy_multiplication_x:|:negative_squared_cross_mark:)\ufe0f?|[✗✘×]\ufe0f/u;
const TICK = /(?:[✅☑🗸]|:white_check_mark:|:heavy_check_mark:|:ballot_box_with_check:)\ufe0f?|[✓✔√]\ufe0f/u;
const ANY = new RegExp(`(${CROSS.source})|${TICK.source}`, 'gu');
const HAS_ANY = /[✖✕❌❎⨯☒🗙✅☑🗸]|\ufe0f|:(?:x|heavy_|white_|negative_|ballot_)/u;

/** A mark's substitutes as k6 prints it: at a line's beginning, and before a count. What stands in a name stays. */
export function withPlainMarks(line: string): string {
  if (!HAS_ANY.test(line)) return line;
  return line.replaceAll(ANY, (sign, cross: string | undefined, at: number) => {
    const isMark = !/[✓✔√✗✘×]/.test(line.slice(0, at)) || /^ *\d/.test(line.slice(at + sign.length));
    return isMark ? (cross === undefined ? '✓' : '✗') : sign;
  });
}

const MARK = /[✓✔√✗✘×]/;

/** Bold, struck or quoted: without what documents put around a marked line. */
export function withoutEmphasis(content: string): string {
  if (!MARK.test(content)) return content;
  const [, before, mark = '', rest = ''] = content.match(/^([*_~`]*) *([✓✔√✗✘×])[*_~`]*(.*)$/) ?? [];
  if (before === undefined) return content;
  return `${mark}${before === '' ? rest : rest.replace(/[*_~`]+$/, '')}`;
}

const SIGN = /^[✓✔√✗✘×]$/;
const CROSSED_WORD = /^\[?(?:x|FAIL|FAILED|NG|실패|ERROR)\]?:?$/i;
const MET_WORD = /^\[?(?:v|PASS|PASSED|OK|성공|통과)\]?:?$/i;

/** True for ✓, false for ✗; undefined where a mark is missing or nobody knows what it was. */
export function markOf(sign: string): boolean | undefined {
  if (SIGN.test(sign)) return '✓✔√'.includes(sign);
  return CROSSED_WORD.test(sign) ? false : MET_WORD.test(sign) ? true : undefined;
}

/** A sign that may have been a mark: a question mark, an empty box, a character that was lost, an emoji. */
const LOST_MARK =
  /^(?:[?□▯▢☐\ufffd]|[\u{1f534}-\u{1f53b}\u{1f7e0}-\u{1f7eb}⛔❗❓❕❔🚫🚨💥🔥⚠❤👍👎🆗🆖⭕⚪⚫]\ufe0f?)+ *(.*)$/u;

/** What stands behind a mark that was lost on the way; undefined where none did. */
export const behindLostMark = (content: string): string | undefined => content.match(LOST_MARK)?.[1];

/** A threshold's line as k6 prints it, whatever became of its mark and quotes. */
export interface ThresholdLine {
  readonly mark: boolean | undefined;
  readonly expression: string;
  readonly statistic: string | undefined;
  readonly text: string;
}

const BEGIN = /['‘’"“”`]? *(?:(?:avg|min|med|max|count|rate|value)|p\([\d.]+\)) *(?:[<>≤≥]|[!=]=)/;
const QUOTED = /^['‘’"“”`] *(.+?) *['‘’"“”`] *(?:([a-z]+(?:\([\d.]+\))?)=(.+))?$/;
const BARE = /^([a-z]+(?:\([\d.]+\))? *[<>=!≤≥]+ *-?[\d.]+(?:[eE][+-]?\d+)?)(?: +([a-z]+(?:\([\d.]+\))?)=(.+))?$/;

/** Longest that may stand in a mark's place. */
const LONGEST_MARK = 32;

/** Takes a line apart whose expression is one that k6 judges; undefined for any other. */
export function thresholdLine(content: string): ThresholdLine | undefined {
  const at = content.search(BEGIN);
  if (at < 0 || at > LONGEST_MARK) return undefined;
  const rest = content.slice(at);
  const [, expression, statistic, text = ''] = rest.match(QUOTED) ?? rest.match(BARE) ?? [];
  return expression === undefined
    ? undefined
    : { mark: markOf(content.slice(0, at).trim()), expression, statistic, text };
}

/** A line among thresholds that was one before it was cut or spoilt: an expression's beginning in quotes, or a mark alone. */
export const isLikeThreshold = (content: string): boolean =>
  /^.{0,32}?['‘’"“”`] *(?:avg|min|med|max|count|rate|value|p\()/u.test(content) ||
  BEGIN.test(content) ||
  /^[^\p{L}\p{N}\s=\-_*|─━.·]{1,2}$/u.test(content);

const EXPRESSION = /^([a-z]+(?:\([\d.]+\))?) *(<=|>=|===?|!=|[<>]) *(-?[\d.]+(?:[eE][+-]?\d+)?)$/;

/** The next figure would be printed otherwise, so it is not part of the range. */
const BELOW = 1 - 1e-6;

/** What figure was printed, as the range in which it lies: shares and times are cut off, others rounded. */
function printedRange(printed: string): readonly [number, number] | undefined {
  const text = printed.replace(/\/s$/, '');
  const ratio = textRatio(text);
  if (ratio) return [ratio.value, Math.min(1, ratio.value + ratio.precision * BELOW)];
  const read = textValue(text);
  if (!read) return undefined;
  if (read.contains === 'default' && /^-?\d+$/.test(text)) return [read.value, read.value];
  const unit = read.precision * BELOW;
  return [read.contains === 'time' ? read.value : read.value - unit, read.value + unit];
}

/** Whether the printed figure meets the expression; undefined where its last place, or a text that is none, leaves it open. */
export function metByFigure({ expression, statistic, text }: ThresholdLine): boolean | undefined {
  const [, judged, comparison = '', digits] = expression.match(EXPRESSION) ?? [];
  const range = printedRange(text.trim()) ?? printedRange(text.trim().split(' ')[0] ?? '');
  if (judged === undefined || judged !== statistic || !range) return undefined;
  const [[low, high], limit] = [range, Number(digits)];
  if (comparison.startsWith('=') || comparison === '!=') {
    const isSame = low === high ? low === limit : low > limit || high < limit ? false : undefined;
    return isSame === undefined ? undefined : isSame === comparison.startsWith('=');
  }
  const meets = (value: number) =>
    comparison === '<'
      ? value < limit
      : comparison === '<='
        ? value <= limit
        : comparison === '>'
          ? value > limit
          : value >= limit;
  return meets(low) === meets(high) ? meets(low) : undefined;
}
