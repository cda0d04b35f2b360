import { xmlText } from '../text/xml-text.ts';
import type { GateRowView, GateRunView, GateView } from './gate-view.ts';

type Element = 'failure' | 'error' | 'skipped' | undefined;

/** A miss is a failure, what made the run invalid an error; what was not judged, or has no baseline, is skipped. */
function elementOf({ weight }: GateRowView): Element {
  switch (weight) {
    case 'invalid':
      return 'error';
    case 'slo-fail':
    case 'regressed':
      return 'failure';
    case 'pass':
      return undefined;
    default:
      return 'skipped';
  }
}

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlText(String(value))}"`)
    .join('');

/** `seconds`: what a CI adds up to how long a run took, which stands at its first row. */
function testcase(row: GateRowView, { id }: GateRunView, seconds: string): string[] {
  const { what, criterion, actual, limit, verdict, reason, outcome } = row;
  const element = elementOf(row);
  const open = `    <testcase${attributes({ classname: id, name: criterion, time: seconds })}`;
  if (element === undefined) return [`${open}/>`];
  const figure = what === criterion ? actual : `${what} ${actual}`;
  const message = `${verdict}: ${figure} (${limit})${reason === undefined ? '' : ` ${reason}`}`;
  const said = attributes(element === 'skipped' ? { message } : { message, type: outcome });
  return [`${open}>`, `      <${element}${said}/>`, '    </testcase>'];
}

function counts(rows: readonly GateRowView[]) {
  const of = (element: Element) => rows.filter((row) => elementOf(row) === element).length;
  return { tests: rows.length, failures: of('failure'), errors: of('error'), skipped: of('skipped') };
}

function suite(run: GateRunView): string[] {
  const { title, rows, runMs } = run;
  const time = ((runMs ?? 0) / 1000).toFixed(3);
  return [
    `  <testsuite${attributes({ name: title, ...counts(rows), time })}>`,
    ...rows.flatMap((row, at) => testcase(row, run, at === 0 ? time : '0')),
    '  </testsuite>',
  ];
}

/** What was to be measured and was not. */
const lostSuite = (message: string): string[] => [
  `  <testsuite${attributes({ name: 'buha', tests: 1, failures: 0, errors: 1, skipped: 0, time: '0' })}>`,
  `    <testcase${attributes({ classname: 'buha', name: 'rounds', time: '0' })}>`,
  `      <error${attributes({ message, type: 'invalid' })}/>`,
  '    </testcase>',
  '  </testsuite>',
];

/** The result as JUnit XML, one test case for each criterion. It says nothing about when: the same result, the same file. */
export function junitXml({ runs, lost }: GateView): string {
  const all = runs.flatMap(({ rows }) => rows);
  const { tests, failures, errors, skipped } = counts(all);
  const more = lost === undefined ? 0 : 1;
  const sums = { tests: tests + more, failures, errors: errors + more, skipped };
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'buha gate', ...sums })}>`,
    ...runs.flatMap(suite),
    ...(lost === undefined ? [] : lostSuite(lost)),
    '</testsuites>',
  ].join('\n')}\n`;
}
