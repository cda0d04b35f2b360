import type { ToldEnd } from '../model/output.ts';
import { crossedMetrics } from './crossed-log.ts';
import { REJECTED } from './exceptions.ts';

/** What k6 logs as the last thing it does, and the exit code that goes with it: older words beside those of 2.2. */
const ENDS: readonly (readonly [said: RegExp, code: number])[] = [
  [/^setup(?:\(\))? (?:execution )?timed out\b/, 100],
  [/^teardown(?:\(\))? (?:execution )?timed out\b/, 101],
  [/^test run (?:was )?(?:stopped|aborted) (?:from|by|through|via) (?:the )?REST API\b/, 103],
  [/^test run was aborted because k6 received an? .*\bsignal\b/, 105],
  [/^test (?:run )?aborted\b/, 108],
  [/^test run was marked as failed\b/, 110],
];

/** Exit code of an exception outside of iterations. */
const EXCEPTION = 107;

/** One line of k6's log. */
interface LogLine {
  readonly message: string;
  /** What stands behind the message; an iteration's has `scenario`, a script's own output `source=console`. */
  readonly fields: ReadonlyMap<string, string>;
}

const FIELD = /(\w+)=("(?:[^"\\]|\\.)*"|\S+)/g;

const IS_ERROR = /^(?:error|fatal|panic)$/;

/** Text in quotes as Go writes it, which JSON reads but for a few escapes. */
function unquoted(text: string): string {
  if (!text.startsWith('"')) return text;
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1).replaceAll('\\n', '\n').replaceAll('\\t', '\t').replaceAll('\\"', '"');
  }
}

const fieldsOf = (text: string): Map<string, string> =>
  new Map([...text.matchAll(FIELD)].map(([, name = '', value = '']) => [name, unquoted(value)]));

/** `time="…" level=error msg="…" hint="…"`, as k6 logs where nobody watches. */
function plainLine(content: string): LogLine | undefined {
  const [, level = '', message = '', rest = ''] = content.match(/\blevel=(\w+) msg=("(?:[^"\\]|\\.)*"|\S+)(.*)$/) ?? [];
  return IS_ERROR.test(level) ? { message: unquoted(message), fields: fieldsOf(rest) } : undefined;
}

/** `ERRO[0012] …  hint="…"`, as k6 logs in a terminal; the trace of an exception follows on lines of its own. */
function terminalLine(content: string): LogLine | undefined {
  const [, text] = content.match(/\b(?:ERRO|FATA|PANI)\[\d{4,}\] +(.+)$/) ?? [];
  if (text === undefined) return undefined;
  const [fields = ''] = text.match(/(?: +\w+=(?:"(?:[^"\\]|\\.)*"|\S+))+ *$/) ?? [];
  return { message: text.slice(0, text.length - fields.length), fields: fieldsOf(fields) };
}

/** `{"level":"error","msg":"…"}`, as k6 logs with `--log-format json`. */
function jsonLine(content: string): LogLine | undefined {
  if (!content.startsWith('{') || !content.includes('"level"')) return undefined;
  try {
    const { level, msg, time: _, ...others } = JSON.parse(content) as Record<string, unknown>;
    if (typeof level !== 'string' || typeof msg !== 'string' || !IS_ERROR.test(level)) return undefined;
    return { message: msg, fields: new Map(Object.entries(others).map(([name, value]) => [name, String(value)])) };
  } catch {
    return undefined;
  }
}

/** A line as `--log-format raw` leaves it: nothing but one of k6's own sentences tells it. */
const rawLine = (content: string): LogLine | undefined =>
  ENDS.some(([said]) => said.test(content)) ? { message: content, fields: new Map() } : undefined;

/** Where in the script it happened, which the words leave out. */
const PLACE = / at \S+ \((?:file|https?):\/\/.*$/;

const firstLine = (message: string) => (message.split('\n')[0] ?? '').replace(PLACE, '').trim();

const isException = ({ fields }: LogLine) =>
  /\bscript exception\b/.test(fields.get('hint') ?? '') || fields.get('source') === 'stacktrace';

function endOf(line: LogLine): ToldEnd | undefined {
  const message = firstLine(line.message);
  if (line.fields.get('source') === 'console' || line.fields.has('scenario') || line.fields.has('executor'))
    return undefined;
  const known = ENDS.find(([said]) => said.test(message));
  if (known) return { code: known[1], message };
  // k6 ends with 0 where its summary could not be written.
  if (/\n\s*at handleSummary \(/.test(line.message)) return undefined;
  if (isException(line)) {
    return { code: EXCEPTION, message, ...(/\n\s*at teardown \(/.test(line.message) && { within: 'teardown' }) };
  }
  // With an error by which nothing but advice stands k6 ends. Of others a part of it tells, and the run goes on.
  const isBare = [...line.fields.keys()].every((field) => field === 'hint');
  return isBare ? { code: undefined, message } : undefined;
}

/** So many lines of a trace are looked through for what an exception belongs to. */
const LONGEST_TRACE = 30;

/** Only these can be an exception's: looking closer takes time, and a log may have as many lines as requests failed. */
const MAY_THROW = /script exception|stacktrace|Uncaught \(in promise\)|\bERRO\[/;

/**
 * What an iteration threw, with its trace, as a line of k6's log tells in any of its forms; undefined for any other line. `after` gives
 * the lines behind it, where a terminal shows the trace and what the exception belongs to.
 */
export function toldException(content: string, after: (lines: number) => readonly string[]): string | undefined {
  if (!MAY_THROW.test(content)) return undefined;
  const shown = terminalLine(content);
  const line = plainLine(content) ?? shown ?? jsonLine(content);
  if (!line) return undefined;
  let { message, fields } = line;
  if (shown && fields.size === 0) {
    const lines = after(LONGEST_TRACE);
    const end = lines.findIndex((one) => !one.startsWith('at '));
    const trace = lines.slice(0, Math.max(0, end));
    message = [message, ...trace.map((frame) => `\t${frame}`)].join('\n');
    fields = fieldsOf(lines[trace.length] ?? '');
  }
  const isOfIteration = fields.has('scenario') && fields.get('source') !== 'console';
  return isOfIteration && (isException({ message, fields }) || message.startsWith(REJECTED)) ? message : undefined;
}

/** A frame of the trace of an exception outside of iterations, on a line of its own; a script's own output may be one. */
const FRAME = /^at (setup|teardown) \(\S+:\d+:\d+\(\d+\)\)(?!.*\bsource=console)/;

/** What any of its forms has. Looking closer takes time, and a document may have millions of lines. */
const MAY_END = /\blevel=|\b(?:ERRO|FATA|PANI)\[|^\{|^at |^(?:setup|teardown|test)\b/;

/**
 * How k6 ended, as a line of its log tells in any of its forms: an exit code, or an error without one. Undefined for any
 * other line. Of an exception that a terminal shows, `before` has the message where this line is its trace, and `after` the
 * trace where this line is its message.
 */
export function toldEnd(content: string, before: string, after: string): ToldEnd | undefined {
  if (!MAY_END.test(content)) return undefined;
  // Which thresholds were crossed is told by name.
  if (crossedMetrics(content)) return undefined;
  const [, place] = content.match(FRAME) ?? [];
  if (place !== undefined) {
    const message = terminalLine(before)?.message ?? before;
    return { code: EXCEPTION, message, ...(place === 'teardown' && { within: place }) };
  }
  const shown = terminalLine(content);
  if (shown && after.startsWith('at ')) return undefined;
  const line = plainLine(content) ?? shown ?? jsonLine(content) ?? rawLine(content);
  return line && endOf(line);
}
