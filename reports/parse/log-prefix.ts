import { behindLostMark, markOf } from './text-marks.ts';

/**
 * A metric that k6 prints at the end of every run, with the dots and the colon behind it: where it stands in a line of
 * a log, everything before it was put there by who collected the log.
 */
const METRIC =
  /(?<= |\t|^)(?:[✓✔√✗✘×] ?)?(?:checks|checks_total|checks_succeeded|data_received|data_sent|http_reqs|http_req_(?:duration|failed|blocked|waiting)|iterations|iteration_duration|vus|vus_max|ws_sessions|grpc_req_duration)\.{3,}: /;

/** Lines of one log carry the same prefix but for times, numbers and ids: two metrics at least show it. */
const LEAST = 2;

/** Containers whose logs are in one, each with a prefix of its own; every line is held against all of them. */
const MOST_PATTERNS = 50;

/** Longer than any collector's stamp, name and level together. */
const LONGEST_PREFIX = 200;

/** A threshold's mark, or what is left of one, is the line's own. */
const isMark = (prefix: string) => markOf(prefix.trim()) !== undefined || behindLostMark(prefix.trim()) === '';

/** The same where a document put signs around it. */
const MARK_BEFORE = /[*_~`]*[✓✔√✗✘×][*_~`]* *$/u;

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** Added text as a pattern: what has a digit in it (a time, a number, an id) may be another on the next line. */
function patternOf(added: string): string {
  return added
    .trimEnd()
    .split(/([\p{L}\p{N}]+)/u)
    .map((part, at) =>
      at % 2 === 0 ? escaped(part).replaceAll(/ +/g, ' +') : /\p{N}/u.test(part) ? '[\\p{L}\\p{N}]+' : escaped(part),
    )
    .join('');
}

/** What stands before fewer metrics than these, or is nothing but signs, may be a mark of thresholds that was spoilt. */
const FEW = 4;
const mayBeMark = (pattern: string, count: number) => count < FEW || !/[\p{L}\p{N}]/u.test(pattern);

/** Patterns that several lines share, the most frequent ones, each before those that begin it. An empty text has none. */
function shared(texts: Iterable<string>): string[] {
  const seen = new Map<string, number>();
  for (const text of texts) {
    const pattern = patternOf(text);
    seen.set(pattern, (seen.get(pattern) ?? 0) + 1);
  }
  const bare = seen.get('') ?? 0;
  return [...seen]
    .filter(([pattern, count]) => pattern !== '' && count >= LEAST && !(count <= bare && mayBeMark(pattern, count)))
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MOST_PATTERNS)
    .map(([pattern]) => pattern)
    .toSorted((a, b) => b.length - a.length);
}

/** The same metric where k6's summary is JSON of several lines: its key, or its name in a list. */
const JSON_METRIC =
  /(?<= |\t)"(?:name" *: *")?(?:data_received|data_sent|http_reqs|http_req_(?:duration|failed|blocked|waiting)|iterations|iteration_duration|vus|vus_max)"/;

/** What stands before a name within JSON is JSON. */
const OF_JSON = /[{,[]\s*$|^\s*(?:[{,[]\s*)*"[^"]*" *:\s*$/;

function* prefixesOf(lines: Iterable<string>, metric: RegExp): Generator<string> {
  for (const line of lines) {
    const at = line.slice(0, LONGEST_PREFIX).match(metric)?.index;
    if (at === undefined) continue;
    const prefix = line.slice(0, at).replace(MARK_BEFORE, '');
    // A quote, a comment, a box or code is no log; who reads the lines knows those.
    const isOwn = /^[\s|>#*;/+`~-]*$/.test(prefix) || OF_JSON.test(prefix) || isMark(prefix);
    yield isOwn ? '' : prefix;
  }
}

/**
 * Learns from the lines that carry metrics what a log puts before each of its lines (a container's name, a time, a
 * level, a job's step): a pattern for the beginning of a line, undefined where there is none. What k6 indents by is not
 * part of it.
 */
export function learnPrefix(lines: Iterable<string>): RegExp | undefined {
  return beginning(prefixesOf(lines, METRIC));
}

/** The same of a summary in JSON. */
export function learnJsonPrefix(lines: Iterable<string>): RegExp | undefined {
  return beginning(prefixesOf(lines, JSON_METRIC));
}

function beginning(prefixes: Iterable<string>): RegExp | undefined {
  const patterns = shared(prefixes);
  // One blank ends a prefix; those behind it are k6's indent. A line that is otherwise empty may have lost it.
  return patterns.length === 0 ? undefined : new RegExp(`^(?:${patterns.join('|')})(?:[ \\t]|$)`, 'u');
}

/** A counter as k6 prints it: nothing of k6 stands behind its rate. */
const COUNTER =
  /(?: |\t|^)(?:data_received|data_sent|http_reqs|iterations)\.{3,}: \d[\d.]*(?: [kMGTP]?B)? +\d[\d.]*(?: [kMGTP]?B)?\/s( .+)$/;

function* suffixesOf(lines: Iterable<string>): Generator<string> {
  for (const line of lines) {
    const suffix = line.match(COUNTER)?.[1]?.trim();
    // The right side of a box or a frame is no log's.
    if (suffix !== undefined && /[\p{L}\p{N}]/u.test(suffix) && suffix.length <= LONGEST_PREFIX) yield suffix;
  }
}

/**
 * The same for what a log puts behind each line (fields of a structured log: `component=k6`, `{"service":"k6"}`): a
 * pattern for the end of a line, undefined where there is none.
 */
export function learnSuffix(lines: Iterable<string>): RegExp | undefined {
  const patterns = shared(suffixesOf(lines));
  return patterns.length === 0 ? undefined : new RegExp(`(?: |^)(?:${patterns.join('|')}) *$`, 'u');
}

/** What documents, chats and terminals put at line ends, and k6 never: `|`, `\\`, a backtick, `$`, `<br/>`. */
const SIGNS = '\\|`$¶;,*~│┃║';
const TAG = /<\/?[a-z]{1,4} ?\/?>$/i;

/** Signs right at the end of a line, and where they begin. */
function signsBehind(line: string): { readonly from: number; readonly signs: string } {
  let from = line.length;
  for (;;) {
    const last = line[from - 1] ?? '';
    const isSign = last !== '' && (SIGNS.includes(last) || last.trim() === '');
    const length =
      last === '>' ? (line.slice(Math.max(0, from - 8), from).match(TAG)?.[0].length ?? 0) : Number(isSign);
    if (length === 0) return { from, signs: line.slice(from).trim() };
    from -= length;
  }
}

/** The signs that stand behind the figures of metrics, the longest first: they are no line's own. One line is enough. */
export function learnSigns(lines: Iterable<string>): string[] {
  const found = new Set<string>();
  for (const line of lines) {
    const { from, signs } = signsBehind(line);
    if (signs === '' || !/[a-zµμ%\d]/.test(line[from - 1] ?? '')) continue;
    if (line.slice(0, from).includes('...: ')) found.add(signs);
  }
  return [...found].toSorted((a, b) => b.length - a.length).slice(0, MOST_PATTERNS);
}

/** A line without such signs; a fence of a block of code is one. */
export function withoutSigns(line: string, known: readonly string[]): string {
  const end = line.trimEnd();
  const sign = known.find((one) => end.endsWith(one));
  return sign === undefined || /^\s*(?:`{3}|~{3})/.test(line) ? line : end.slice(0, -sign.length);
}
