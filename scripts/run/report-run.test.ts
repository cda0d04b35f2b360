import { expect, test } from 'vitest';
import type { RunRecord } from '../../reports/model/record.ts';
import { fakeHost } from '../../testing/call-command.ts';
import { OWN_CONFIG } from '../../testing/own-config.ts';
import { analysedReference } from '../../testing/reference-runs.ts';
import { Terminal } from '../terminal.ts';
import { tellFirstAnswers } from './report-run.ts';

const OWN = { profile: undefined, endedBy: { cause: 'first-answers', second: 1 } } as const;
const WIRED = { endedBy: OWN.endedBy } as const;

function told(status: number, record: Partial<RunRecord>) {
  const run = analysedReference('get-balance', record);
  const responses = [
    { status, count: 50, expected: false, scenario: undefined, name: undefined, errorCode: undefined },
  ];
  const { host, stderr } = fakeHost();
  const call = {
    host,
    terminal: new Terminal(host.stderr),
    config: OWN_CONFIG,
    language: 'en',
    documentLanguage: 'en',
    options: undefined,
  } as const;
  tellFirstAnswers([{ ...run, measured: { ...run.measured, responses } }], call);
  return stderr.join('').trim();
}

test.each([
  [401, WIRED, '401 × 50: token missing or wrong? (--header, --users)'],
  [403, OWN, '403 × 50: token missing or wrong? (what the script reads from __ENV: -- -e TOKEN=…)'],
  [404, OWN, '404 × 50: is the address right? (--base-url)'],
  [404, { ...OWN, target: { hosts: [{ host: 'a' }] } }, '404 × 50: is the address right? (in the script)'],
])('all first answers are %i: only what the script takes is advised', (status, record, text) => {
  expect(told(status, record)).toBe(text);
});
