/** A line that is nothing but bold, and states nothing: people write headings so. */
const BOLD_LINE = /^\*\*([^*]{1,60})\*\*$/;
const MEASURED = /\d\s?(?:ms|s|초|%|건|배|[TRQ]PS|회)(?![a-z])|[:：]$/i;

/** "[결과]", "【시험 환경】": a line of its own, as mails and plain texts write headings. */
const BRACKETED = /^(?:\[([^[\]]{1,40})\]|【([^【】]{1,40})】)$/;

function bracketTitle(line: string, before: string): string | undefined {
  if (!/^\s*[[【]/.test(line) || before.trim() !== '') return undefined;
  const [, title, other] = line.trim().match(BRACKETED) ?? [];
  const text = (title ?? other)?.trim();
  return text === undefined || !/\p{L}{2}/u.test(text) || MEASURED.test(text) ? undefined : text;
}

/** The title of a bold line that stands alone. */
function boldTitle(line: string, before: string): string | undefined {
  if (!line.includes('**') || before.trim() !== '') return undefined;
  const title = line.trim().match(BOLD_LINE)?.[1]?.trim();
  return title === undefined || MEASURED.test(title) ? undefined : title;
}

const SUMMARY = /^\s*(?:<details[^<>]*>\s*)?<summary>\s*(?:<\w+>)*([^<>]{1,60})(?:<\/\w+>)*\s*<\/summary>/i;
/** The title of what can be folded open, which stands in HTML. */
const summaryTitle = (line: string) => (line.includes('<summary') ? line.match(SUMMARY)?.[1]?.trim() : undefined);

/** A heading's title without the signs that may close it. */
export function titleOf(text: string): string {
  const title = text.trimEnd();
  let end = title.length;
  while (title[end - 1] === '#') end -= 1;
  return title.slice(0, end).trimEnd();
}

/** Signs with which plain texts begin the heading of a section. */
const OUTLINE = /^\s{0,3}([■◆◇●▶▷►◎□▣]|[①-⑳]|\p{Extended_Pictographic})\uFE0F?\s*(.+)$/u;
const NUMBERED = /^(\d{1,2})\.\s+(.+)$/;
/** What goes on as a sentence, or says something behind a colon, is an item. */
const SAYS = /[:：]\s*\S|[다요음함임됨][.)]?$|[.,;!?]$/;
const LONGEST_OUTLINE = 40;

const isOutlined = (text: string) => text.length <= LONGEST_OUTLINE && !MEASURED.test(text) && !SAYS.test(text);

const classOf = (sign: string) => (/[①-⑳]/.test(sign) ? '①' : sign);

/** "■ 개선 후 (after.txt)", "① 1차 측정": the title of a line that what stands below belongs to, and not a list of its like. */
function outlineTitle(line: string, above: string, next: () => string): string | undefined {
  const [, sign, text] = line.length > LONGEST_OUTLINE + 8 ? [] : (line.match(OUTLINE) ?? []);
  const title = text?.trim();
  if (sign === undefined || title === undefined || !/\p{L}/u.test(title) || !isOutlined(title)) return undefined;
  const below = next();
  const isLike = (other: string | undefined) => other !== undefined && classOf(other) === classOf(sign);
  const [, ahead] = above.match(OUTLINE) ?? [];
  const [, behind] = below.match(OUTLINE) ?? [];
  const isListed = isLike(ahead) || isLike(behind) || (behind !== undefined && /\p{Extended_Pictographic}/u.test(sign));
  return below.trim() === '' || isListed ? undefined : title;
}

/** "2. 시험 결과" in a text without headings of markdown. */
export function numberedTitle(line: string, above: string, next: () => string): string | undefined {
  const title = line.length > LONGEST_OUTLINE + 8 ? undefined : line.match(NUMBERED)?.[2]?.trim();
  if (title === undefined || NUMBERED.test(above) || !isOutlined(title)) return undefined;
  const below = next();
  return below.trim() === '' || NUMBERED.test(below) ? undefined : title;
}

/** The title of a line that is a heading without the signs of markdown; `next`: the line below it that is not empty. */
export const lineTitle = (line: string, above: string, next: () => string): string | undefined =>
  boldTitle(line, above) ?? bracketTitle(line, above) ?? summaryTitle(line) ?? outlineTitle(line, above, next);
