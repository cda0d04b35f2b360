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

const own = steps.find(({ uses }) => uses === './');

interface Action {
  readonly runs: { readonly steps: readonly Step[] };
}

const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action;
const kept = action.runs.steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact@'));

describe('the workflow that a user copies', () => {
  test('keeps k6 where it is put', () =>
    expect(action.runs.steps.find(({ uses }) => uses?.startsWith('actions/cache@'))?.with?.path).toBe('~/.cache/buha'));

  test('keeps the page also when the gate failed', () => expect(kept?.if).toContain('!cancelled()'));
});

describe('its commands, in a copy of the project', () => {
  let place: string;
  let ended: { readonly code: number; readonly output: string };

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'buha-workflow-'));
    const left = new Set(['.git', 'node_modules', 'dist', 'results', 'coverage']);
    cpSync(ROOT, place, { recursive: true, filter: (source) => !left.has(relative(ROOT, source)) });
    // Instead of `npm ci`.
    symlinkSync(join(ROOT, 'node_modules'), join(place, 'node_modules'), 'junction');
    ended = await new Promise((resolve) => {
      const github = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(place, 'summary.md') };
      // One round tells whether all of it works.
      const inputs = { BUHA_ACTION: place, BUHA_RUN: own?.with?.run ?? '', BUHA_ROUNDS: '1', BASE_URL: '' };
      const env = { ...process.env, BUHA_LANG: 'ko', ...inputs, ...github };
      const child = execFile(
        'bash',
        [join('ci', 'github.sh')],
        { cwd: place, env, maxBuffer: 16 * 1024 * 1024 },
        (fault, stdout, stderr) =>
          resolve({ code: fault === null ? 0 : (child.exitCode ?? 1), output: `${stdout}${stderr}` }),
      );
    });
  });
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  test('pass on the embedded shop', () => {
    expect(ended.code === 0 ? '' : ended.output).toBe('');
    expect(readFileSync(join(place, 'buha-ci', 'comment.md'), 'utf8')).toContain('판정: 통과 (실행 4개 모두)');
  });

  test('every API has enough requests for its p95', () => {
    const { runs } = JSON.parse(readFileSync(join(place, 'buha-ci', 'gate.json'), 'utf8'));
    const measured = runs.map(
      ({ rows }: { rows: { id: string; actual: number }[] }) => rows.find(({ id }) => id === 'samples')?.actual,
    );
    expect(measured.length).toBe(4);
    expect(Math.min(...measured)).toBeGreaterThanOrEqual(200);
  });

  test('the summary of the step shows every API once, and a pass has no annotation', () => {
    expect(readFileSync(join(place, 'summary.md'), 'utf8').match(/^### .*: 통과$/gm)?.length).toBe(4);
    expect(ended.output).not.toMatch(/^::/m);
  });

  test('what is kept is there', () => {
    const there = readdirSync(join(place, 'buha-ci'));
    const names = kept?.with?.path?.trim().split('\n') ?? [];
    expect(names.length).toBeGreaterThan(3);
    for (const name of names) expect(there).toContain(name.match(/buha-ci\/([\w.-]+)$/)?.[1]);
  });
});
