import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callCommand } from '../testing/call-command.ts';
import { tries } from '../testing/tries.ts';
import { ROOT } from './paths.ts';

/** What a terminal or a reader takes for something else, and what a CI obeys. */
const ACTIVE = /(?![\n\t])[\p{Cc}\p{Cs}\u200b\u2060\ufeff\u061c\u202a-\u202e\u2066-\u2069]|##[a-z]*\[/iu;
const COMMAND = /^\s*::/m;

const names = fc
  .array(
    fc.constantFrom(
      ...[
        '::error::',
        '##[error]',
        '##vso[task.complete]',
        '##teamcity[buildStop]',
        '::',
        '##',
        '[',
        'vso[',
        'a',
        '한',
      ],
      ...['\u001b[2J', '\u009b2J', '\u0007', '\r', '\n', '\u202e', '\u2066', '\u200b', '\ufeff', '\u2028', '|', '<b>'],
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((pieces) => pieces.join(''));

const TREND = { avg: 5, min: 1, med: 4, max: 30, 'p(90)': 9, 'p(95)': 12 };

/** A summary of handleSummary() in which everything that a script names is called so. */
const summaryOf = (name: string) => ({
  metrics: {
    http_reqs: { type: 'counter', contains: 'default', values: { count: 600, rate: 10 } },
    http_req_duration: { type: 'trend', contains: 'time', values: TREND },
    [`http_req_duration{name:${name}}`]: {
      ...{ type: 'trend', contains: 'time', values: TREND, thresholds: { 'p(95)<5': { ok: false } } },
    },
    http_req_failed: { type: 'rate', contains: 'default', values: { rate: 0, passes: 0, fails: 600 } },
    [`c_${name}`]: {
      ...{ type: 'counter', contains: 'default', values: { count: 6, rate: 0.1 } },
      thresholds: { 'count<5': { ok: false } },
    },
    iterations: { type: 'counter', contains: 'default', values: { count: 600, rate: 10 } },
    checks: { type: 'rate', contains: 'default', values: { rate: 0.5, passes: 300, fails: 300 } },
  },
  state: { testRunDurationMs: 60_000 },
  root_group: {
    ...{ name: '', path: '', id: 'r', checks: [] },
    groups: [
      {
        ...{ name, path: `::${name}`, id: 'g', groups: [] },
        checks: [{ name, path: `::${name}::${name}`, id: 'c', passes: 300, fails: 300 }],
      },
    ],
  },
});

/** Every command over such names; what each wrote, by what it was. */
async function outputsOf(name: string, folder: string): Promise<Record<string, string>> {
  const at = (file: string) => join(folder, file);
  writeFileSync(at('s.json'), JSON.stringify(summaryOf(name)));
  writeFileSync(at('notes.md'), `# ${name}\n\n${name}\n\n\`\`\`\n${name}\n  ${name}\n\`\`\`\n`);
  writeFileSync(at('cpu.csv'), `time,name,value\n2026-11-23T06:57:00Z,"${name.replaceAll('"', '')}",20\n`);
  const constant = { executor: 'constant-vus', vus: 1, duration: '2s', exec: name, tags: { [name]: name } };
  writeFileSync(at('options.json'), JSON.stringify({ scenarios: { [name]: constant } }));
  const run = at('run');
  cpSync(join(ROOT, 'fixtures/runs/stress'), run, { recursive: true });
  const record = JSON.parse(readFileSync(join(run, 'run.json'), 'utf8')) as Record<string, unknown>;
  const said = { title: name, purpose: name, targetInfo: { [name]: name }, script: { path: name, sha256: 'a' } };
  writeFileSync(join(run, 'run.json'), JSON.stringify({ ...record, ...said }));
  mkdirSync(at('other'));
  cpSync(run, at('other/run'), { recursive: true });
  const words = [
    ['report', at('s.json'), '--notes', at('notes.md'), '--title', name],
    ['report', at('s.json'), '--format', 'json'],
    ['report', run, '--notes', at('notes.md'), '--title', name],
    ['report', run, '--server-metrics', at('cpu.csv'), '-o', '-'],
    ...['table', 'json', 'junit', 'github'].map((format) => ['gate', at('s.json'), '--format', format]),
    ['gate', run],
    ['compare', run, at('other/run')],
    ['compare', run, at('other/run'), '--format', 'html', '-o', at('compare.html')],
    ['history', at('other')],
    ['baseline', 'accept', run, '--baselines', at('baselines')],
    ['verify', at('notes.md'), at('s.json')],
    ...['text', 'json'].map((format) => ['plan', '--options', at('options.json'), '--format', format]),
    ...['report', 'gate', 'plan', 'run', 'history'].map((command) => [command, name]),
    [name],
    ['report', at('s.json'), `--${name}`],
  ];
  const outputs: Record<string, string> = {};
  for (const args of words) {
    const { stdout, stderr } = await callCommand(args, { env: { NO_COLOR: '1' } });
    outputs[`${JSON.stringify(args)} out`] = stdout;
    outputs[`${JSON.stringify(args)} err`] = stderr;
  }
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    // What the test wrote, and what is measured.
    if (!entry.isFile() || /(?:s|run|options|summary)\.json$|notes\.md$|\.csv$|\.gz$/.test(path)) continue;
    // The page's own script and style are nobody's names.
    outputs[path] = readFileSync(path, 'utf8').replaceAll(/<(script|style)>.*?<\/\1>/gs, '');
  }
  return outputs;
}

test('property: no name or note acts on a terminal, a reader or a CI, whatever writes it', async () => {
  await fc.assert(
    fc.asyncProperty(names, async (name) => {
      const folder = mkdtempSync(join(tmpdir(), 'buha-inert-'));
      try {
        const outputs = await outputsOf(name, folder);
        const places = Object.entries(outputs).filter(([, text]) => ACTIVE.test(text) || COMMAND.test(text));
        expect(places.map(([place, text]) => [place, text.match(ACTIVE) ?? text.match(COMMAND)])).toEqual([]);
        expect(Object.keys(outputs).filter((path) => /\.(?:html|md|svg)$/.test(path)).length).toBeGreaterThan(5);
      } finally {
        rmSync(folder, { recursive: true });
      }
    }),
    { numRuns: tries(3), examples: [['::error::a ##[error]b ##vso[x]\u001b[2J\u009b\u202e\u200b']] },
  );
}, 180_000);
