import type { K6Cause, K6CauseId } from '../model/k6-refusal.ts';

/** What k6 2.2 says (and esbuild of what it transforms for k6), and what it means; the first that fits. Groups are the values. */
const MEANINGS: readonly (readonly [id: K6CauseId, said: RegExp])[] = [
  ['syntax-found', /^(?:Unexpected token (?!ILLEGAL)(\S+)|Unexpected "([^"]+)"|Expected .* but found "([^"]+)")/],
  ['syntax', /^(?:Unexpected |Expected |Unterminated |Syntax error|Invalid |Illegal |Missing |Cannot use )/],
  ['not-json', /^(?:GoError: cannot parse json\b|SyntaxError: (?:invalid character|[Uu]nexpected end of JSON))/],
  ['no-array', /^GoError: only arrays can be made into SharedArray/],
  ['absent-file', /^(?:GoError: stat (.+): no such file or directory|NotFoundError: no such file or directory "(.+)")/],
  ['closed-file', /^GoError: (?:open|stat) (.+): permission denied/],
  ['folder-opened', /^GoError: (?:open\(\) can't be used with directories, path: "(.+)"|read (.+): is a directory)/],
  ['no-file-name', /^GoError: open\(\) can't be used with an empty filename/],
  ['absent-module', /^(?:GoError: )?The moduleSpecifier "(.+?)" couldn't be found/],
  ['unknown-module', /^(?:(?:GoError: )?The moduleSpecifier "(.+?)" couldn't be recognised|Could not resolve "(.+?)")/],
  ['unfetched-module', /^(?:GoError: )?The moduleSpecifier "(.+?)" couldn't be retrieved/],
  ['extension', /^unknown modules \[(.+?)\] were tried to be loaded/],
  ['no-export', /^(?:SyntaxError: )?The requested module "(.+?)" does not provide an export named "(.+?)"/],
  ['no-functions', /^no exported functions in script/],
  ['request-outside', /^GoError: (?:Making http requests|getting\b.*|.*) in the init context is not supported/],
  ['option-shape', /cannot unmarshal .* into Go struct field Options\.(?:\w+\.BaseConfig\.)?(\S+)/],
  ['no-options', /^parsing options from script got error/],
  ['unknown-field', /^json: unknown field "(.+?)"/],
  ['no-number', /^strconv\.\w+: parsing "(.*?)"/],
  ['no-duration', /^time: (?:invalid duration|unknown unit ".*?" in duration|missing unit in duration) "(.*?)"/],
  ['executor', /^unknown executor type '(.*?)'/],
  ['no-executor', /^scenario '(.*?)' doesn't have a specified executor type/],
  ['threshold', /^failed parsing threshold expression(?:'s)? "(.*?)"/],
  ['threshold-method', /^invalid threshold "(.*?)" applied on metric (.+?); reason: unsupported aggregation/],
  ['threshold-metric', /^invalid threshold defined on (.+?); reason: no metric name/],
  ['threshold-name', /^unable to validate threshold expressions; reason: parsing metric name failed, metric "(.*?)"/],
  ['trend-stat', /^invalid percentile trend stat value '(.*?)'/],
  ['vus', /^the number of VUs must be more than 0/],
  ['lacks-duration', /^the duration is unspecified/],
  ['short-duration', /^the (?:maxD|d)uration must be at least (\S+), but is (\S+)/],
  ['lacks-vus', /^the number of preAllocatedVUs isn't specified/],
  ['lacks-stages', /^at least one stage has to be specified/],
  ['zero-stages', /^either startVUs or one of the stages' target values must be greater than 0/],
  ['negative-stage', /^the target for stage (\d+) can't be negative/],
  ['few-iterations', /^the number of iterations \((\d+)\) can't be less than the number of VUs \((\d+)\)/],
  ['few-max-vus', /^maxVUs can't be less than preAllocatedVUs/],
  ['lacks-rate', /^the iteration rate isn't specified/],
  ['zero-rate', /^the iteration rate must be more than 0/],
  ['zero-unit', /^the timeUnit must be more than 0/],
  ['zero-iterations', /^the number of iterations must be more than 0/],
  ['negative-vus', /^the number of (?:preAllocatedVUs|start VUs) can't be negative/],
  ['negative-stop', /^the gracefulStop timeout can't be negative/],
  ['stage-duration', /^(?:stage (\d+) doesn't have a duration|the duration for stage (\d+) can't be negative)/],
  ['stage-target', /^stage (\d+) doesn't have a target/],
  ['scenario-name', /^the scenario name should contain only/],
  ['negative-start', /^the startTime can't be negative/],
  ['empty-exec', /^exec value cannot be empty/],
  ['no-function', /^function '(.*?)' not found in exports/],
  ['unknown-flag', /^unknown (?:shorthand )?flag: (?:'.' in )?(\S+)/],
  ['flag-value', /^invalid argument "(.*?)" for "(?:-\w, )?(.+?)" flag/],
  ['flag-without', /^flag needs an argument: (?:'.' in )?(\S+)/],
];

/** A reason longer than this tells nobody more. */
const LONGEST = 400;

/** How k6 marks an exception that a function of its own throws. */
const OWN = /^GoError: /;

/** One of k6's sentences. What is not known stays as k6 said it, without its marks: an exception of the script, or else. */
export function causeOf(said: string, isException: boolean): K6Cause {
  for (const [id, pattern] of MEANINGS) {
    const found = said.match(pattern);
    if (found) return { id, values: found.slice(1).filter((value) => value !== undefined) };
  }
  const [line = ''] = said.replace(OWN, '').split('\n');
  return { id: isException ? 'exception' : 'other', values: [line.trim().slice(0, LONGEST)] };
}

/** k6 wraps what it says against a module twice. */
const WRAPPED = /^could not initialize '[^\n]*?': could not load JS test '[^\n]*?': /;

/** `file:///load/a.js: Line 1:27` comes with a syntax error. */
const SYNTAX = /^file:\/\/(\S+|[^\n]+?): Line (\d+):\d+ /;

/** A frame of a trace, in a file. */
const FRAME = /\bat (?:[^\n(]*\()?file:\/\/([^\n]+?):(\d+):\d+\(\d+\)/;

/** Where in a file something happened: `path` as in its address, `line` from 1. */
export interface Place {
  readonly path: string;
  readonly line: number;
}

const placeOf = (found: RegExpMatchArray | null): Place | undefined =>
  found?.[1] === undefined ? undefined : { path: found[1], line: Number(found[2]) };

/** Where the first frame of the trace is that names a file; undefined for a message without one. */
export const tracedPlace = (message: string): Place | undefined => placeOf(message.match(FRAME));

/** `- scenario a has configuration errors: one, another`, below the line that announces it. */
const SCENARIO = /^\s*- (?:scenario (.+?) has configuration errors|executor (.+?)): (.+)$/;

/** Reasons of one scenario; a comma may also stand within one, so only what is known ends at it. */
function ofScenario(line: string): K6Cause[] {
  const [, scenario, executor, faults = ''] = line.match(SCENARIO) ?? [];
  const name = scenario ?? executor;
  if (name === undefined) return [];
  return faults
    .split(/, (?=the |at least |either |exec |stage \d|maxVUs )/)
    .map((fault) => ({ ...causeOf(fault, false), scenario: name }));
}

/** What k6 said against a script (without the time and level of a log), and where. */
export function readRefusal(
  message: string,
  isException: boolean,
): { readonly place: Place | undefined; readonly causes: readonly K6Cause[] } {
  const said = message.replace(WRAPPED, '');
  const syntax = said.match(SYNTAX);
  const text = syntax ? said.slice(syntax[0].length).replace(/ \(and \d+ more errors?\)$/, '') : said;
  const scenarios = text.split('\n').slice(1).flatMap(ofScenario);
  const causes =
    text.startsWith('There were problems') && scenarios.length > 0 ? scenarios : [causeOf(text, isException)];
  return { place: placeOf(syntax) ?? tracedPlace(message), causes };
}
