/** A line that is nothing but bold, and states nothing: people write headings so. */
const BOLD_LINE = /^\*\*([^*]{1,60})\*\*$/;
const MEASURED = /\d\s?(?:ms|s|초|%|건|배|[TRQ]PS|회)(?![a-z])|[:：]$/i;

/** "[결과]", "【시험 환경】": a line of its own, as mails and plain texts write headings. */
const BRACKETED = /^(?:\[([^[\]]{1,40})\]|【([^【】]{1,40})】)$/;

export function bracketTitle(line: string, before: string): string | undefined {
  if (!/^\s*[[【]/.test(line) || before.trim() !== '') return undefined;
  const [, title, other] = line.trim().match(BRACKETED) ?? [];
  const text = (title ?? other)?.trim();
  return text === undefined || !/\p{L}{2}/u.test(text) || MEASURED.test(text) ? undefined : text;
}

/** The title of a bold line that stands alone. */
export function boldTitle(line: string, before: string): string | undefined {
  if (!line.includes('**') || before.trim() !== '') return undefined;
  const title = line.trim().match(BOLD_LINE)?.[1]?.trim();
  return title === undefined || MEASURED.test(title) ? undefined : title;
}

const SUMMARY = /^\s*(?:<details[^<>]*>\s*)?<summary>\s*(?:<\w+>)*([^<>]{1,60})(?:<\/\w+>)*\s*<\/summary>/i;
/** The title of what can be folded open, which stands in HTML. */
export const summaryTitle = (line: string) =>
  line.includes('<summary') ? line.match(SUMMARY)?.[1]?.trim() : undefined;

/** A heading's title without the signs that may close it. */
export function titleOf(text: string): string {
  const title = text.trimEnd();
  let end = title.length;
  while (title[end - 1] === '#') end -= 1;
  return title.slice(0, end).trimEnd();
}
