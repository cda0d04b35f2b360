import type { Run } from '../reports/model/run.ts';
import { measuredOf } from '../reports/parse/samples/measured.ts';
import { SampleStore } from '../reports/parse/samples/sample-store.ts';
import { RUN_START_MS } from './reference-samples.ts';
import { closedPlan, runOf } from './reference-seconds.ts';

/** Names that try to leave wherever they are put: a cell, a line, a code span, a fenced block, an element, a terminal. */
const NAMES = [
  '<script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  'a | b \\| c',
  'line\n# hacked\n```\n# hacked',
  '```\n````\n# hacked',
  '`code` ``more`` `',
  '[click](javascript:alert(1)) ![x](y)',
  '**bold** _it_ ~~no~~ {{title}}',
  '\\',
  '> quote\r\n# hacked\u2028# hacked',
  '</td><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  'javascript:alert(1)//\'"`',
  '<!--<script>',
  ']]>&lt;&#x1f;&',
  // Marks that turn the text around them, and letters that read from the right by themselves.
  '\u202egnp.exe\u2066 \u061c\u200f',
  'بحث/שלום/{id}',
  // What a terminal obeys, what XML forbids, and what marks a place on our own page.
  '\u001b[31mred\u001b]0;title\u0007 \u0000\u0008\ud800\uffff',
  '\ue0000 time\ue000',
  `GET /${'long'.repeat(2500)}`,
] as const;

/** Each with what a test can be called after it. */
export const TRAPS = NAMES.map((name) => [JSON.stringify(name).slice(0, 60), name] as const);

const SECONDS = 12;

/**
 * A run in which everything that has a name is called so: two scenarios, requests and checks, of which some fail. Of
 * several names each is that of a request and a check, the first of the run, and the first two of the scenarios.
 */
export function hostileRun(...names: readonly string[]): Run {
  const store = new SampleStore();
  const [name = '', second = `${name} 2`] = names;
  const requests = names.length === 1 ? [name, `${name} 3`] : names;
  const scenarios = [name, second];
  for (let at = 0; at < SECONDS * 20; at += 1) {
    const timeMs = RUN_START_MS + 100 + at * 50;
    const scenario = scenarios[at % 2] ?? name;
    const request = requests[at % requests.length] ?? name;
    const isGood = at % 7 !== 0;
    const answer = isGood ? { status: '200' } : { status: at % 2 === 0 ? '503' : '0', error_code: '1211' };
    const tags = { name: request, scenario, ...answer, expected_response: String(isGood) };
    store.add('http_reqs', timeMs, 1, tags);
    store.add('http_req_failed', timeMs, isGood ? 0 : 1, tags);
    store.add('http_req_duration', timeMs, 10 + (at % 13), tags);
    store.add('http_req_waiting', timeMs, 9 + (at % 13), tags);
    store.add('http_req_receiving', timeMs, 2, tags);
    store.add('checks', timeMs, isGood ? 1 : 0, { check: request, scenario });
    store.add('iterations', timeMs, 1, { scenario });
    store.add('iteration_duration', timeMs, 90, { scenario });
  }
  const plan = (scenario: string) =>
    closedPlan(scenario, [
      [0, 1],
      [SECONDS, 1],
    ]);
  return { ...runOf(measuredOf(store), scenarios.map(plan)), api: undefined, name };
}
