import {
  cpSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callCommand } from '../../testing/call-command.ts';
import { HAS_PIPES, makePipe } from '../../testing/nodes.ts';
import { ROOT } from '../paths.ts';

const SEED = join(ROOT, 'fixtures', 'runs', 'seed-all');
const REFERENCE = join(ROOT, 'fixtures', 'runs', 'reference', 'get-balance.txt');

let folder: string;
let run: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'buha-outputs-')));
  run = at('run');
  cpSync(join(SEED, 'get-balance'), run, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (...names: readonly string[]) => join(folder, ...names);

function file(name: string, text: string): string {
  writeFileSync(at(name), text);
  return at(name);
}

/** A second run of the same API. */
function other(): string {
  const path = at('other');
  cpSync(join(SEED, 'get-balance'), path, { recursive: true });
  return path;
}

const OPTIONS = JSON.stringify({ vus: 1, duration: '1s' });
const METRICS = 'time,name,value\n2020-01-01T00:00:00Z,cpu_percent,20\n';

describe('no input is overwritten', () => {
  /** Refused before anything is read, and left as it was. */
  async function refuses(input: string, ...args: readonly string[]) {
    const before = readFileSync(input, 'utf8');
    const { code, stdout, stderr } = await callCommand(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('덮어쓰지 않았습니다');
    expect(readFileSync(input, 'utf8')).toBe(before);
  }

  test('gate: an accepted baseline, by its file, its folder, or as one more in it', async () => {
    const baselines = at('baselines');
    await callCommand(['baseline', 'accept', run, '--baselines', baselines]);
    const baseline = join(baselines, readdirSync(baselines)[0] ?? '');
    await refuses(baseline, 'gate', run, '--baseline', baseline, '--json', baseline);
    await refuses(baseline, 'gate', run, '--baseline', baselines, '--junit', baseline);
    await refuses(baseline, 'gate', run, '--baseline', baselines, '-o', join(baselines, 'gate.json'));
    expect(readdirSync(baselines)).toHaveLength(1);
  });

  test('gate: options and service levels', async () => {
    const [options, slo] = [file('o.json', OPTIONS), file('slo.yaml', 'p95: 1s\n')];
    await refuses(options, 'gate', REFERENCE, '--options', options, '--json', options);
    await refuses(slo, 'gate', REFERENCE, '--slo', slo, '--junit', slo);
  });

  test('report and compare: a template of the user’s own, also one more', async () => {
    mkdirSync(at('templates'));
    const template = file(join('templates', 'report.hbs'), '# {{title}}\n');
    const own = ['--template', at('templates')];
    await refuses(template, 'report', run, ...own, '-o', template);
    await refuses(template, 'report', run, ...own, '-o', at('templates', 'new.hbs'));
    await refuses(template, 'compare', run, other(), ...own, '-o', template);
    symlinkSync(file('linked.txt', 'x'), at('templates', 'linked.hbs'));
    await refuses(at('linked.txt'), 'report', run, ...own, '-o', at('linked.txt'));
  });

  test('report: notes, server metrics and their queries', async () => {
    const notes = file('opinion.md', 'mine');
    const metrics = file('metrics.csv', METRICS);
    const queries = file('queries.txt', 'cpu_percent: up\n');
    await refuses(notes, 'report', run, '--notes', notes, '-o', notes);
    await refuses(metrics, 'report', run, '--server-metrics', metrics, '-o', metrics);
    await refuses(queries, 'report', run, '--server-metrics', metrics, '--server-queries', queries, '-o', queries);
  });

  test('plan: the options it reads', async () => {
    const options = file('load.svg', OPTIONS);
    await refuses(options, 'plan', '--options', options, '-o', options);
  });

  test('through links of either kind, and what a run measured although nobody named it', async () => {
    const summary = file('summary.txt', readFileSync(REFERENCE, 'utf8'));
    symlinkSync(summary, at('symbolic'));
    linkSync(summary, at('hard'));
    await refuses(summary, 'report', summary, '-o', at('symbolic'));
    await refuses(summary, 'report', summary, '-o', at('hard'));
    await refuses(summary, 'report', at('symbolic'), '-o', summary);
    symlinkSync(join(run, 'summary.json'), at('elsewhere'));
    await refuses(join(run, 'summary.json'), 'report', summary, '-o', at('elsewhere'));
  });

  test('where an output of a run’s folder leads to something measured', async () => {
    symlinkSync('summary.json', join(run, 'report.html'));
    const before = readFileSync(join(run, 'summary.json'), 'utf8');
    expect((await callCommand(['report', run])).code).toBe(2);
    expect(readFileSync(join(run, 'summary.json'), 'utf8')).toBe(before);
  });

  test('history: an index that leads to something measured', async () => {
    symlinkSync(join('run', 'run.json'), at('index.html'));
    const before = readFileSync(join(run, 'run.json'), 'utf8');
    expect((await callCommand(['history', folder])).code).toBe(2);
    expect(readFileSync(join(run, 'run.json'), 'utf8')).toBe(before);
  });
});

describe('what nobody named is no place for an input either', () => {
  const metrics = `time,name,value\n${['06:50:00', '06:57:00', '06:57:30'].map((time) => `2026-11-23T${time}Z,cpu_percent,20\n`).join('')}`;

  test.each([
    ['report.md', '--notes', 'mine'],
    ['report.html', '--notes', 'mine'],
    ['report.md', '--server-metrics', metrics],
  ])('%s of the run is what %s names', async (name, option, text) => {
    const input = file(join('run', name), text);
    expect((await callCommand(['report', run, option, input])).code).toBe(2);
    expect(readFileSync(input, 'utf8')).toBe(text);
    expect(existsSync(join(run, 'report-charts'))).toBe(false);
  });

  test.each([
    ['a file of the run', () => join(run, 'server-metrics.csv')],
    ['what a link of the run leads to', () => at('metrics.csv')],
  ])('metrics are kept as they are: %s', async (_, place) => {
    writeFileSync(place(), metrics);
    if (!existsSync(join(run, 'server-metrics.csv'))) symlinkSync(place(), join(run, 'server-metrics.csv'));
    expect((await callCommand(['report', run, '--server-metrics', place()])).code).toBe(0);
    expect(readFileSync(place(), 'utf8')).toBe(metrics);
  });

  test('a link in a folder of pictures leads to what a run measured', async () => {
    // Whichever pictures it has.
    await callCommand(['report', run]);
    const pictures = readdirSync(join(run, 'report-charts'));
    expect(pictures.length).toBeGreaterThan(0);
    for (const picture of pictures) {
      rmSync(join(run, 'report-charts', picture));
      symlinkSync(join('..', 'run.json'), join(run, 'report-charts', picture));
    }
    const before = readFileSync(join(run, 'run.json'), 'utf8');
    expect((await callCommand(['report', run])).code).toBe(2);
    expect(readFileSync(join(run, 'run.json'), 'utf8')).toBe(before);
  });
});

describe('two outputs do not go to the same place', () => {
  test.each([
    ['the same file', ['-o', 'both', '--json', './both']],
    ['JSON and JUnit', ['--json', 'both', '--junit', 'both']],
    ['standard output', ['--json', '-', '--junit', '-']],
    ['a format of its own and another', ['--format', 'github', '--json', '-']],
  ])('gate: %s', async (_, args) => {
    const named = args.map((word) => (word.endsWith('both') ? join(folder, word) : word));
    expect(await callCommand(['gate', run, ...named])).toMatchObject({ code: 2, stdout: '' });
    expect(existsSync(at('both'))).toBe(false);
  });

  test('plan: JSON and a drawing on standard output', async () => {
    const options = file('o.json', OPTIONS);
    const ended = await callCommand(['plan', '--options', options, '--format', 'json', '-o', '-']);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('- is standard output', () => {
  const text = async (...args: readonly string[]) => (await callCommand(args)).stdout;

  test('report, compare and gate write there what they write without it, and no file', async () => {
    const second = other();
    expect(await text('report', REFERENCE, '-o', '-')).toBe(await text('report', REFERENCE));
    expect(await text('report', run, '-o', '-')).toMatch(/^# /);
    expect(await text('compare', run, second, '-o', '-')).toBe(await text('compare', run, second));
    expect(await text('compare', run, second, '--format', 'html', '-o', '-')).toMatch(/^<!doctype html>/i);
    expect(await text('gate', run, '-o', '-')).toBe(await text('gate', run));
    expect([existsSync('-'), existsSync('--charts'), existsSync(join(run, 'report.md'))]).toEqual([
      false,
      false,
      false,
    ]);
  });

  test('what is for machines has it alone; people read the rest on standard error', async () => {
    const gate = await callCommand(['gate', run, '--json', '-']);
    expect(JSON.parse(gate.stdout)).toMatchObject({ verdict: 'pass' });
    expect(gate.stderr).toMatch(/^판정: /);
    const options = file('o.json', OPTIONS);
    const plan = await callCommand(['plan', '--options', options, '--iteration-time', '1s', '-o', '-']);
    expect(plan.stdout).toMatch(/^<svg /);
    expect(plan.stderr).toContain(options);
    const business = ['--dau', '1000', '--requests-per-user', '2', '--peak-share', '0.2', '--iteration-time', '1s'];
    expect(JSON.parse(await text('plan', ...business, '-o', '-'))).toHaveProperty('scenarios');
  });

  test('pictures need a place beside the output', async () => {
    for (const args of [
      ['report', run],
      ['compare', run, other()],
    ]) {
      expect((await callCommand([...args, '--png', '-o', '-'])).code).toBe(2);
      const page = await callCommand([...args, '--png', '--format', 'html', '-o', at('page.html')]);
      expect(page.code).toBe(2);
      expect(page.stderr).toContain('--format html');
      expect(existsSync(at('page.html'))).toBe(false);
    }
  });
});

describe('what was written is said by what it is', () => {
  test.each([
    ['report, md', 'report RUN --lang en -o OUT', 'Report'],
    ['report, html', 'report RUN --lang en --format html -o OUT', 'Page'],
    ['report, json', 'report RUN --lang en --format json -o OUT', 'JSON'],
    ['compare, md', 'compare RUN OTHER --lang en -o OUT', 'Report'],
    ['compare, html', 'compare RUN OTHER --lang en --format html -o OUT', 'Page'],
    ['gate', 'gate RUN --lang en --format github -o OUT', 'Verdict'],
  ])('%s', async (_, line, kind) => {
    const output = at('named without an ending');
    const words = { RUN: run, OTHER: line.includes('OTHER') ? other() : '', OUT: output };
    const args = line.split(' ').map((word) => words[word as keyof typeof words] ?? word);
    const { stderr } = await callCommand(args);
    expect(stderr.split('\n')).toContainEqual(expect.stringMatching(new RegExp(`^${kind} +${output}$`)));
  });
});

describe.runIf(HAS_PIPES)('a pipe', () => {
  test.each([
    ['report', ['report', 'RUN']],
    ['page', ['report', 'RUN', '--format', 'html']],
    ['comparison', ['compare', 'RUN', 'OTHER']],
    ['verdict', ['gate', 'RUN', '--format', 'junit']],
  ])('gets the %s, and no folder of charts lies beside it', async (_, args) => {
    const words: Readonly<Record<string, string>> = { RUN: run, OTHER: other() };
    const pipe = makePipe(folder, 'pipe.md');
    const before = readdirSync(folder);
    const { code } = await callCommand([...args.map((word) => words[word] ?? word), '-o', pipe.path]);
    expect(code).toBe(0);
    expect((await pipe.received).length).toBeGreaterThan(500);
    expect(lstatSync(pipe.path).isFIFO()).toBe(true);
    expect(readdirSync(folder)).toEqual(before);
  });
});

test('compare offers the formats that it has', async () => {
  for (const command of ['report', 'compare', 'gate', 'plan']) {
    const { stdout } = await callCommand([command, '--help', '--lang', 'en']);
    const offered =
      stdout
        .match(/output format: ([a-z, ]+)/)?.[1]
        ?.trim()
        .split(', ') ?? [];
    expect(offered.length).toBeGreaterThan(1);
    const refused = await callCommand([command, '--format', 'none', '--lang', 'en']);
    for (const name of offered) expect(refused.stderr).toContain(name);
    expect(stdout.includes('json')).toBe(command !== 'compare');
  }
});
