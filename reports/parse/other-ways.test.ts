import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyse } from '../analyse/analyse.ts';
import { gate } from '../analyse/gate/judge.ts';
import { assembleRuns } from '../assemble/assemble.ts';
import { readOutputs } from './read-outputs.ts';

const FORMATS = new URL('../../fixtures/runs/formats/', import.meta.url);

/** Outputs of k6 before and since 1.0, all with goals that were missed. */
const OUTPUTS = readdirSync(FORMATS)
  .filter((version) => /^(?:0\.56|2\.2)/.test(version))
  .flatMap((version) =>
    readdirSync(new URL(`${version}/`, FORMATS))
      .filter((name) => /^plain\.(?:compact|text)\.txt$/.test(name))
      .map((name) => [`${version}/${name}`, readFileSync(new URL(`${version}/${name}`, FORMATS), 'utf8')] as const),
  );

async function read(content: string | Uint8Array) {
  async function* chunks() {
    yield typeof content === 'string' ? new TextEncoder().encode(content) : content;
  }
  const outputs = await readOutputs({ file: 'a.txt', chunks: chunks() }, { unsummed: true });
  const { verdict } = gate(assembleRuns(outputs, {}).map((run) => analyse(run)));
  const said = outputs.map(({ measured: { metrics, thresholds, checks } }) => ({ metrics, thresholds, checks }));
  return { verdict, said, unread: outputs.flatMap(({ unread = [] }) => unread) };
}

const at = (line: number) => new Date(Date.UTC(2026, 2, 1, 9, 0, 0, line * 7)).toISOString();

const each = (put: (line: string, number: number) => string) => (text: string) =>
  text.trimEnd().split('\n').map(put).join('\n');

const json = (entry: (line: string, number: number) => unknown) =>
  each((line, number) => JSON.stringify(entry(line, number), null, 2));

const escaped = (line: string) => line.replaceAll(/[_()]/g, '\\$&');

const WAYS: readonly (readonly [string, (text: string) => string])[] = [
  ['Datadog as CSV', each((line, n) => `"${at(n)}","ip-10-0-1-5","k6","${line.replaceAll('"', '""')}"`)],
  ['CloudWatch as CSV', each((line, n) => `${1_767_225_600_000 + n},"${line.replaceAll('"', '""')}"`)],
  ['aws logs tail', each((line, n) => `${at(n)} ecs/k6/0f3c9a1b2d ${line}`)],
  ['logcli', each((line, n) => `${at(n)} {app="k6", pod="k6-1-abc"} ${line}`)],
  ['Azure Pipelines', each((line, n) => `${at(n)} ${line}`)],
  ['Buildkite', each((line, n) => `\u001b_bk;t=${1_767_225_600_000 + n}\u0007${line}\r`)],
  ['TeamCity', each((line, n) => `[${at(n).slice(11, 19)}]W:\t\t [k6] ${line}`)],
  ['k9s', each((line) => `│ ${line.padEnd(180)} │`)],
  ['a box', (text) => `┌${'─'.repeat(180)}┐\n${each((line) => `│${line.padEnd(180)}│`)(text)}\n└${'─'.repeat(180)}┘`],
  ['logfmt without escapes', each((line, n) => `time=${at(n)} level=info container=k6 msg="${line}"`)],
  ['JSON objects over several lines', json((line, n) => ({ timestamp: at(n), message: line }))],
  ['the same in a field of its own', json((line, n) => ({ ts: at(n), event: { original: line } }))],
  ['line ends of an old Mac', (text) => text.replaceAll('\n', '\r')],
  ['markdown with escapes', (text) => `# Result\n\n${each((line) => `${escaped(line)}  `)(text)}`],
  ['noformat of a wiki', (text) => `h2. Result\n{noformat}\n${text}{noformat}\n`],
  ['code of a wiki', (text) => `h2. Result\n{code:title=k6|borderStyle=solid}\n${text}{code}\nh2. Next\n`],
  ['a fence that never ends', (text) => `# Result\n\n\`\`\`\n${text}`],
  ['a fence of tildes', (text) => `# Result\n\n~~~text\n${text}~~~\n`],
  ['a fence in a quote', (text) => `# Result\n\n> \`\`\`\n${each((line) => `> ${line}`)(text)}\n> \`\`\`\n`],
  [
    'a fence in a list',
    (text) => `- result:\n\n  \`\`\`text\n${each((line) => `  ${line}`)(text)}\n  \`\`\`\n- next\n`,
  ],
  ['a mail', (text) => `Kim wrote:\n${each((line) => `>> ${line}`)(text)}`],
  ['numbers of lines', each((line, n) => `${n + 1}: ${line}`)],
];

describe.each(OUTPUTS)('%s', (_name, clean) => {
  test.each(WAYS)('says the same by way of %s', async (_way, spoilt) => {
    const [was, is] = [await read(clean), await read(spoilt(clean))];
    expect(is.said).toStrictEqual(was.said);
    expect([was.verdict, is.verdict]).toStrictEqual(['slo-fail', 'slo-fail']);
  });

  /** Marks are gone for good. */
  test.each<[string, (text: string) => string]>([
    ['as question marks', (text) => text.replaceAll(/[^\0-\x7f]/g, '?')],
    [
      'as the rest of Latin-1',
      (text) =>
        Buffer.from(text)
          .toString('latin1')
          .replaceAll(/[\u0080-\u009f]/g, ''),
    ],
  ])('never passes %s, and lines are named', async (_what, spoilt) => {
    const { verdict, unread } = await read(spoilt(clean.replace(/^.*have been crossed.*$/m, '')));
    expect(['slo-fail', 'invalid']).toContain(verdict);
    expect(unread.length).toBeGreaterThan(0);
  });
});

test('backslashes in a block of code are the text of who wrote them', async () => {
  const [, clean = ''] = OUTPUTS.find(([name]) => name.startsWith('2.2')) ?? [];
  const { said } = await read(`http\\_reqs was fine\n\n\`\`\`\n${clean.replaceAll('status is 200', 'a\\.b')}\`\`\`\n`);
  expect(said[0]?.checks.some(({ name }) => name === 'a\\.b')).toBe(true);
});
