/**
 * Lines that k6 writes to the terminal and nobody else does: the head of a run, the progress, the summary. With
 * `--out json=-` or `--out csv=-` they stand in the same stream as the samples.
 */
const MARKS = [
  /^\s*execution: (?:local|cloud)\s*$/,
  /^\s*output: (?:json|csv|-)/,
  /^time="[^"]*" level=\w+ msg=/,
  /^running \(\d+[hms]?[\d.hms]*\), \d+\/\d+ VUs, \d+ complete and \d+ interrupted iterations/,
  /^\s*█ (?:THRESHOLDS|TOTAL RESULTS)\s*$/,
  /^\s*(?:✓|✗)?\s*(?:http_reqs|iterations|vus_max|data_received)\.{2,}: /,
];

/** Whether a line tells that k6 wrote its terminal's text here, too. */
export const isConsoleText = (line: string): boolean => MARKS.some((mark) => mark.test(line));

/** What the head of a run says where samples go into the same stream. */
export const tellsStream = (line: string): boolean => /^\s*output: .*\b(?:json|csv) ?\(stdout\)/.test(line);
