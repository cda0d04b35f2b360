import { isConsoleText } from './console-text.ts';
import { tooDeepAt } from './json.ts';
import { Lines } from './lines.ts';
import { withoutQuotes } from './quoted-log.ts';

/** One entry of a log in JSON. */
type Entry = Readonly<Record<string, unknown>>;

/** Keys that lead to a value within an entry: `event`, `original`. */
type Path = readonly string[];

/** Fields that hold the line in logs of which no line tells: k6's own, Docker's json-file, journald, Cloud Logging. */
const USUAL: readonly Path[] = ['log', 'message', 'msg', 'MESSAGE', 'textPayload', 'line', 'text'].map((name) => [
  name,
]);

/** Objects within each other, and values of one entry, that are looked at. */
const DEEPEST = 4;
const MOST_VALUES = 60;

/** Passes over a text: collectors wrap what others have wrapped. */
const MOST_WRAPPINGS = 3;

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  // What k6 itself writes is no entry of a log.
  !('metrics' in value || 'results' in value || 'metric' in value);

/** A line of k6's own log that goes into JSON in the form in which it logs to a pipe: its level and its hint tell how it ended. */
function ofK6({ level, msg, hint, source, scenario }: Entry, text: string): string | undefined {
  if (typeof level !== 'string' || msg !== text || text.includes(' level=')) return undefined;
  if (!/^(?:error|fatal|panic)$/.test(level)) return undefined;
  const fields = Object.entries({ hint, source, scenario }).filter(([, value]) => typeof value === 'string');
  return [
    `level=${level}`,
    `msg=${JSON.stringify(text)}`,
    ...fields.map(([name, value]) => `${name}=${JSON.stringify(value)}`),
  ].join(' ');
}

const at = (entry: Entry, path: Path): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    entry,
  );

/** The text that an entry carries; undefined where it has none. */
function carried(entry: Entry, path: Path): string | undefined {
  const text = at(entry, path);
  return typeof text === 'string' ? (ofK6(entry, text) ?? text.replace(/\r?\n$/, '')) : undefined;
}

/** The texts of an entry, each with the keys that lead to it. */
function textsOf(entry: Entry): { readonly path: Path; readonly text: string }[] {
  const found: { path: Path; text: string }[] = [];
  let values = 0;
  const within = (holder: object, path: Path) => {
    for (const [key, value] of Object.entries(holder)) {
      values += 1;
      if (values > MOST_VALUES) return;
      if (typeof value === 'string') found.push({ path: [...path, key], text: value });
      else if (typeof value === 'object' && value !== null && path.length < DEEPEST) within(value, [...path, key]);
    }
  };
  within(entry, []);
  return found;
}

/** So many entries must have a usual field for their text. */
const FIRST = 3;

/** Where the entries of a log keep k6's lines, as those tell that nobody else writes; else a usual field, if all have it. */
function learnedPath(entries: Iterable<Entry>): Path | undefined {
  const first: Entry[] = [];
  const told = new Map<string, { readonly path: Path; lines: number }>();
  for (const entry of entries) {
    if (first.length < FIRST) first.push(entry);
    for (const { path, text } of textsOf(entry)) {
      const lines = text.split('\n').filter(isConsoleText).length;
      if (lines === 0) continue;
      const key = JSON.stringify(path);
      const known = told.get(key) ?? { path, lines: 0 };
      known.lines += lines;
      told.set(key, known);
    }
  }
  const [most] = [...told.values()].toSorted((a, b) => b.lines - a.lines);
  if (most && (most.lines > 1 || first.length > 1)) return most.path;
  return first.length > 1
    ? USUAL.find((path) => first.every((entry) => carried(entry, path) !== undefined))
    : undefined;
}

const STRING = /("[^"\\]*(?:\\[\s\S][^"\\]*)*")(=>)?/g;

function parsed(text: string): unknown {
  if (tooDeepAt(text) !== undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The entry of a line, also behind a prefix, or as Fluent Bit prints it: `{"log"=>"…"}`. */
function entryOf(line: string): Entry | undefined {
  const from = line.search(/\{\s*"/);
  const to = line.lastIndexOf('}');
  if (from < 0 || to < from) return undefined;
  const text = line.slice(from, to + 1);
  const value = parsed(
    /"\s*=>/.test(text) ? text.replaceAll(STRING, (_, string, arrow) => `${string}${arrow ? ':' : ''}`) : text,
  );
  return isEntry(value) ? value : undefined;
}

/** Lists within a value, and within its objects. */
const listsIn = (value: unknown, depth = 0): unknown[][] => {
  if (Array.isArray(value)) return [value];
  return isEntry(value) && depth < DEEPEST ? Object.values(value).flatMap((inner) => listsIn(inner, depth + 1)) : [];
};

/** Lines of Loki's answer, each behind its time in ns: newest first, as a rule. */
function streamedEntries(value: unknown): readonly Entry[] {
  const lists = isEntry(value) && isEntry(value.data) ? value.data.result : undefined;
  const streams = Array.isArray(lists) ? lists.filter(isEntry) : [];
  const pairs = streams
    .flatMap(({ values }) => (Array.isArray(values) ? values : []))
    .filter((pair) => Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'string')
    .map(([time, line]) => ({ time: String(time), line: String(line) }));
  const isNewestFirst = (pairs[0]?.time ?? '') > (pairs.at(-1)?.time ?? '');
  return (isNewestFirst ? pairs.toReversed() : pairs).toSorted((a, b) => Number(a.time) - Number(b.time));
}

/** The list of entries that a document of JSON is, or holds beside what else was asked for: `{ "events": […] }`. */
function listedEntries(text: string): readonly Entry[] | undefined {
  if (!/^\ufeff?\s*[[{]/.test(text)) return undefined;
  const value = parsed(text.replace(/^\ufeff/, ''));
  const streamed = streamedEntries(value);
  if (streamed.length > 1) return streamed;
  const lists = listsIn(value);
  return lists.map((list) => list.filter(isEntry)).find((entries) => entries.length > 1);
}

/** Read twice rather than kept: parsed, they take many times the room of their text. */
function* entriesIn(lines: Lines): Generator<Entry> {
  for (const line of lines) {
    const entry = entryOf(line);
    if (entry) yield entry;
  }
}

/** Lines of their own on which an object begins and ends. */
const BEGINS = /^\{[ \t]*\r?$/;
const ENDS = /^\}[ \t]*,?[ \t]*\r?$/;

/** A text whose objects each stand on one line, as other logs have them; undefined where none is spread over several. */
function onOneLineEach(text: string): string | undefined {
  if (!/^\{[ \t]*\r?$/m.test(text)) return undefined;
  const whole: string[] = [];
  let entries = 0;
  /** Where the object that is open begins among `whole`. */
  let from: number | undefined;
  for (const line of new Lines(text)) {
    whole.push(line);
    if (BEGINS.test(line)) from = whole.length - 1;
    if (from === undefined || !ENDS.test(line)) continue;
    const entry = parsed(whole.slice(from).join('\n').replace(/,\s*$/, ''));
    if (isEntry(entry)) {
      whole.length = from;
      whole.push(JSON.stringify(entry));
      entries += 1;
    }
    from = undefined;
  }
  return entries > 1 ? whole.join('\n') : undefined;
}

function unwrappedOnce(given: string): string {
  const text = onOneLineEach(given) ?? given;
  const listed = listedEntries(text);
  if (listed) {
    const path = learnedPath(listed);
    return path ? listed.map((entry) => carried(entry, path) ?? '').join('\n') : text;
  }
  if (!/\{\s*"/.test(text)) return withoutQuotes(text);
  const lines = new Lines(text);
  // A document quotes lines of a log; the usual fields tell one only where it begins as one.
  const path = learnedPath(entriesIn(lines));
  if (!path) return withoutQuotes(text);
  return Array.from(lines, (line) => {
    const entry = entryOf(line);
    return (entry && carried(entry, path)) ?? line;
  }).join('\n');
}

/**
 * The text that a log in JSON carries, line by line, or listed in one document. In which field it stands is learned from
 * the values. A line that is no entry stays as it is, and so does a text that is no such log.
 */
export function unwrapped(text: string): string {
  let now = text;
  for (let pass = 0; pass < MOST_WRAPPINGS; pass += 1) {
    const inner = unwrappedOnce(now);
    if (inner === now) break;
    now = inner;
  }
  return now;
}
