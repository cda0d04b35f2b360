import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from './paths.ts';

const FILE = join('.github', 'workflows', 'performance-gate.yml');

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}

const workflow = parse(readFileSync(join(ROOT, FILE), 'utf8')) as Workflow;
const steps = workflow.jobs.gate?.steps ?? [];
const using = (action: string) => steps.find(({ uses }) => uses?.startsWith(`actions/${action}@`));

/** What GitHub makes of an expression where neither variables nor secrets are set. */
const evaluated = (text: string) => text.replaceAll(/\$\{\{ *(?:vars|secrets)\.\w+ *\}\}/g, '');

describe('the workflow that a user copies', () => {
  test('keeps k6 where it is put', () => expect(using('cache')?.with?.path).toBe('~/.cache/buha'));

  test('keeps the report also when the gate failed', () =>
    expect(using('upload-artifact')?.if).toContain('!cancelled()'));
});

describe('its commands, in a copy of the project', () => {
  let place: string;
  const ended: { readonly run: string; readonly code: number; readonly output: string }[] = [];

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'buha-workflow-'));
    const left = new Set(['.git', 'node_modules', 'dist', 'results', 'coverage']);
    cpSync(ROOT, place, { recursive: true, filter: (source) => !left.has(relative(ROOT, source)) });
    // Instead of `npm ci`.
    symlinkSync(join(ROOT, 'node_modules'), join(place, 'node_modules'), 'junction');
    for (const { run, env = {} } of steps) {
      if (run === undefined || run.trim() === 'npm ci') continue;
      const own = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, evaluated(value)]));
      const github = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(place, 'summary.md') };
      ended.push(
        await new Promise((resolve) => {
          const environment = { ...process.env, BUHA_LANG: 'ko', ...own, ...github };
          const settings = { cwd: place, env: environment, maxBuffer: 16 * 1024 * 1024 };
          const child = execFile(run, { ...settings, shell: true }, (fault, stdout, stderr) =>
            resolve({ run, code: fault === null ? 0 : (child.exitCode ?? 1), output: `${stdout}${stderr}` }),
          );
        }),
      );
    }
  });
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  test('are there, and pass on the embedded shop', () => {
    expect(ended.map(({ run }) => run)).toStrictEqual(['npm run gate -- --yes']);
    expect(ended.map(({ code, output }) => (code === 0 ? '' : output))).toStrictEqual(['']);
    expect(ended[0]?.output).toContain('판정: 통과 (실행 4개 모두)');
  });

  test('every API has enough requests for its p95', () => {
    const [folder = ''] = readdirSync(join(place, 'results'));
    const { runs } = JSON.parse(readFileSync(join(place, 'results', folder, 'gate.json'), 'utf8'));
    const measured = runs.map(
      ({ rows }: { rows: { id: string; actual: number }[] }) => rows.find(({ id }) => id === 'samples')?.actual,
    );
    expect(measured.length).toBe(4);
    expect(Math.min(...measured)).toBeGreaterThanOrEqual(200);
  });

  test('the summary of the step shows every API, and a pass has no annotation', () => {
    expect(readFileSync(join(place, 'summary.md'), 'utf8').match(/^### .*: 통과$/gm)?.length).toBe(4);
    expect(ended[0]?.output).not.toMatch(/^::/m);
  });

  test('what is kept is there', () => {
    const [folder = ''] = readdirSync(join(place, 'results'));
    const there = readdirSync(join(place, 'results', folder));
    const kept = using('upload-artifact')?.with?.path?.trim().split('\n') ?? [];
    expect(kept.length).toBeGreaterThan(3);
    for (const pattern of kept) {
      const [, name = ''] = pattern.match(/^results\/\*\/([\w.-]+)\/?$/) ?? [];
      expect(there).toContain(name);
    }
  });
});
