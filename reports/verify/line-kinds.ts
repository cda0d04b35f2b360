const TABLE_RULE = /^[\s|:-]+$/;
/** Lines of a k6 summary that somebody pasted without a fence. */
const METRIC_LINE = /^\s*[✓✗✔✘×↳█] /;

/** What k6 plans, at the head of its output: `* peak: 60.00 iterations/s for 1s (maxVUs: 2, …)`. */
const PLAN_LINE =
  /^\s*\* [^:]{1,80}: .*\((?:.*, )?(?:maxVUs|maxDuration|gracefulStop|gracefulRampDown|exec|startTime): /;

export const isMetric = (line: string) =>
  line.includes('...:') || METRIC_LINE.test(line) || (line.includes('(') && PLAN_LINE.test(line));
export const isTableRule = (line: string) => line.includes('|') && line.includes('-') && TABLE_RULE.test(line);

/** "||지표||전||후||" above "|평균|224ms|100ms|". */
export const isWikiHeader = (line: string, next: string) => /^\s*\|\|[^|].*\|\|\s*$/.test(line) && /^\s*\|/.test(next);
