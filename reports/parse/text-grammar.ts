import { titleInEnglish } from './translated.ts';

/** Metrics that every k6 of any version may print; a text without one of them is no k6 summary. */
const BUILT_IN =
  /^(?:checks(?:_total|_succeeded|_failed)?|data_(?:received|sent)|dropped_iterations|http_reqs?(?:_[a-z_]+)?|iterations|iteration_duration|group_duration|vus(?:_max)?|(?:ws|grpc|browser|webrtc)_[a-z_]+)$/;

/** Headings of metrics, since 1.0. */
export const CATEGORY = /^(?:CUSTOM|HTTP|EXECUTION|NETWORK|BROWSER|WEB_?VITALS|GRPC|WEBSOCKET|WEBRTC|MISC[A-Z]*)$/;
/** `█ THRESHOLDS`, `█ SCENARIO: x`, `↳ GROUP: x`; before 1.0 a group's bare name. */
const TITLE = /^([█↳]) *(?:(THRESHOLDS|TOTAL RESULTS)|(SCENARIO|GROUP): (.+)|([^█].*))$/;
/** Lines with a mark: a check, its counts if it failed, a threshold with its actual figure. */
export const CHECK = /^([✓✔√✗✘×]) +(.+)$/;
// A dash that was lost on the way leaves replacement characters.
export const CHECK_COUNT = /^↳ +\d+% [—–?\ufffd-]+ [✓✔√] (\d+) \/ [✗✘×] (\d+)$/;
/** The same without its marks. */
export const LOST_COUNT = /^(?:[^\0-\x7f]{1,3} *|\? *)?\d+% +(?:[^\d ]{1,3} +)*\d+ \/ (?:[^\d ]{1,3} +)?\d+$/;
/** A title whose sign was lost on the way. */
const BARE_TITLE = /^(?:[^\p{L}\p{N}] *|[^\0-\x7f]{1,8} *|\\[ux]\S{1,14} +)?(THRESHOLDS|TOTAL RESULTS)$/u;
/** The title of a part of the full mode, its sign lost as well: anybody may write so, so it counts below the whole's only. */
const BARE_PART = /^(?:[^\p{L}\p{N}] *|[^\0-\x7f]{1,8} *|\\[ux]\S{1,14} +)?(SCENARIO|GROUP): (.+)$/u;

/** The title of a part as k6 prints it; undefined for any other line. */
export function partTitle(content: string): RegExpMatchArray | undefined {
  const [, kind, name] = content.match(BARE_PART) ?? [];
  return kind === undefined
    ? undefined
    : (`${kind === 'GROUP' ? '↳' : '█'} ${kind}: ${name}`.match(TITLE) ?? undefined);
}

/** What any title holds, its sign lost or not; looking closer takes time. */
const MAY_BE_TITLE = /[█↳]|THRESHOLDS|TOTAL RESULTS/;

/** Takes a title apart as `TITLE` does; null for any other line. */
export function titleIn(content: string): RegExpMatchArray | null {
  if (!MAY_BE_TITLE.test(content)) return null;
  const [, sign = '', title = ''] = content.match(/^([█↳]) *(.*)$/) ?? [];
  return (sign === '' ? content : `${sign} ${titleInEnglish(title)}`).replace(BARE_TITLE, '█ $1').match(TITLE);
}

export const THRESHOLD = /^([✓✔√✗✘×]) ['‘’](.+)['‘’] *(?:([a-z]+(?:\([\d.]+\))?)=(.+))?$/;
/** The line of a metric that was crossed and is none as k6 prints it: half of a name, a filter, figures that say nothing. */
export const SPOILT_GOAL = /^[✗✘×] *(\{.*|.*(?:[:={]|\.{2}).*|[\p{L}_][\p{L}\p{N}_]*\.?)?$/u;
/** The line above the thresholds of a metric. */
export const THRESHOLD_METRIC = /^([A-Za-z_]\w*)?(\{.*\})?$/;
/** The same where a cut took the end of its filter. */
export const CUT_SUBMETRIC = /^([A-Za-z_]\w*)(\{[^{}]*)$/;
/** Log lines and progress bars, which other streams write in between. */
export const NOISE =
  /^(?:time=|level=|INFO|WARN|ERRO|DEBU|running \(|\S+ +(?:[✓✗↓✔] *)?\[[ \d%=>-]*\]|\* \S+: |init |setup\(\)|teardown\(\))/;

/** True for the mark of what passed. */
export const isGood = (sign: string) => '✓✔√'.includes(sign);

/** True for a name, or a sub-metric's name, that k6 itself gives. */
export const isBuiltIn = (name: string) => BUILT_IN.test(name.replace(/\{.*$/, ''));
