import type { K6CauseWords } from '../k6-refusal.ts';

/** Why k6 does not accept a script or a flag. */
export const k6Causes: K6CauseWords = {
  exception: (first) => `The script threw an exception: ${first}`,
  other: (first) => `k6 says: ${first}`,
  'syntax-found': (first) => `The syntax is wrong at ${first}: see this line and what stands before it.`,
  syntax: () => 'The syntax is wrong: see the brackets, quotes and commas of this line.',
  'not-json': () => 'A text was read as JSON and is none. Check the file or variable that it comes from.',
  'no-array': () => 'The function of a SharedArray must return an array.',
  'absent-file': (first) =>
    `The file that the script opens is not there: ${first}\n  To open(), a relative path begins in the folder of the script.`,
  'closed-file': (first) => `The file that the script opens may not be read by you: ${first}`,
  'folder-opened': (first) => `open() cannot read a folder: ${first}`,
  'no-file-name': () => 'open() was given no name of a file.',
  'absent-module': (first) =>
    `The module that is imported is not there: ${first}\n  Check path and extension: a relative path begins in the folder of the file that imports it.`,
  'unknown-module': (first) =>
    `The module that is imported cannot be found: ${first}\n  If it is a package of npm, see whether it is installed; if it is k6's, check its name.`,
  'unfetched-module': (first) =>
    `The module that is imported cannot be fetched: ${first}\n  Check the address and the network.`,
  extension: (first) =>
    `This k6 lacks the module: ${first}\n  Check its name, or, if it is an extension, name a k6 that was built with it:  K6_BIN=/path/to/k6`,
  'no-export': (first, second) => `The module ${first} does not export what is imported from it: ${second}`,
  'no-functions': () => 'There is no function to run. Export a default one:  export default function () { … }',
  'request-outside': () =>
    'No requests can be sent outside of functions. Move them into setup() or the default function.',
  'option-shape': (first) => `The value of ${first} in the options has not the form that k6 takes.`,
  'no-options': () => 'The options should be an object of names and values.',
  'unknown-field': (first) => `The executor has no such option: ${first}`,
  'no-number': (first) => `A value is no number: '${first}'`,
  'no-duration': (first) => `A value is no length of time: '${first}'. Examples:  30s, 5m, 1h30m`,
  executor: (first) =>
    `k6 has no such executor: ${first}\n  Examples:  constant-vus, ramping-vus, constant-arrival-rate, ramping-arrival-rate, shared-iterations, per-vu-iterations`,
  'no-executor': (first) => `The scenario ${first} has no executor.`,
  threshold: (first) => `This is no threshold: ${first}\n  Examples:  'p(95)<500', 'avg<200', 'rate<0.01', 'count>100'`,
  'threshold-method': (first, second) =>
    `The threshold ${first} cannot be held against ${second}: a metric of its kind has no such figure.`,
  'threshold-metric': (first) =>
    `The metric of a threshold does not exist: ${first}\n  Check its name; a metric of your own is made outside of functions.`,
  'threshold-name': (first) =>
    `The name of a threshold's metric cannot be read: ${first}\n  See whether its braces are closed. Example:  'http_req_duration{scenario:a}'`,
  'trend-stat': (first) => `summaryTrendStats has a value that k6 does not know: ${first}. Example:  'p(95)'`,
  vus: () => 'The number of VUs (vus) must be 1 or more.',
  'lacks-duration': () => 'It has no duration.',
  'short-duration': (first, second) => `Its duration is ${second}, and must be ${first} or more.`,
  'lacks-vus': () => 'It has no preAllocatedVUs.',
  'lacks-stages': () => 'It has no stages.',
  'zero-stages': () => 'startVUs or the target of a stage must be above 0.',
  'negative-stage': (first) => `The target of stage ${first} is below 0.`,
  'few-iterations': (first, second) => `The iterations (${first}) cannot be fewer than the VUs (${second}).`,
  'few-max-vus': () => 'Its maxVUs cannot be fewer than its preAllocatedVUs.',
  'lacks-rate': () => 'It has no rate.',
  'zero-rate': () => 'Its rate must be above 0.',
  'zero-unit': () => 'Its timeUnit must be above 0.',
  'zero-iterations': () => 'Its iterations must be 1 or more.',
  'negative-vus': () => 'It has fewer than 0 VUs.',
  'negative-stop': () => 'Its gracefulStop is below 0.',
  'stage-duration': (first) => `Stage ${first} has no duration, or one below 0.`,
  'stage-target': (first) => `Stage ${first} has no target.`,
  'scenario-name': () => 'The name of a scenario has only digits, Latin letters, _ and -.',
  'negative-start': () => 'Its startTime is below 0.',
  'empty-exec': () => 'Its exec is empty.',
  'no-function': (first) => `The function that exec names is not exported: ${first}`,
  'unknown-flag': (first) => `k6 has no such flag: ${first}`,
  'flag-value': (first, second) => `${second} cannot be '${first}'.`,
  'flag-without': (first) => `The flag has no value: ${first}`,
};

export const ofScenario = (scenario: string, text: string) => `Scenario ${scenario}: ${text}`;
