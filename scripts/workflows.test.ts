import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { cacheDir } from './k6/cache.ts';
import { ROOT } from './paths.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string>>;
}

interface Job {
  readonly steps: readonly Step[];
  readonly 'timeout-minutes': number;
  readonly strategy?: {
    readonly matrix: {
      readonly os: readonly string[];
      readonly node: readonly number[];
      readonly include: readonly { readonly os: string; readonly cache: string }[];
    };
  };
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const FOLDER = join(ROOT, '.github', 'workflows');
const workflowOf = (name: string) => parse(readFileSync(join(FOLDER, name), 'utf8')) as Workflow;

describe.each(readdirSync(FOLDER))('the workflow %s', (name) => {
  const workflow = workflowOf(name);
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  test('may read the repository and nothing else, and ends by itself', () => {
    expect(workflow.permissions).toStrictEqual({ contents: 'read' });
    for (const job of jobs) expect(job['timeout-minutes']).toBeLessThanOrEqual(name === 'test.yml' ? 45 : 30);
    expect(Object.keys(workflow.on)).toContain('pull_request');
    // Runs a pull request's code with the repository's secrets.
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
  });

  test('takes actions of GitHub only, each of a major version', () => {
    // Its own is tried beside this (`ci.test.ts`).
    for (const { uses } of steps) if (uses && uses !== './') expect(uses).toMatch(/^actions\/[a-z-]+@v\d+$/);
  });

  test('keeps k6 by what it is built from', () => {
    if (steps.some(({ uses }) => uses === './')) return;
    const { key } = steps.find(({ uses }) => uses?.startsWith('actions/cache@'))?.with ?? {};
    expect(existsSync(join(ROOT, key?.match(/hashFiles\('([^']+)'\)/)?.[1] ?? 'none'))).toBe(true);
  });

  test('shows secrets to the step that needs them, and to no other', () => {
    const { jobs: all, ...rest } = workflow;
    for (const one of [rest, ...Object.values(all).map(({ steps: _, ...job }) => job)])
      expect(JSON.stringify(one)).not.toContain('secrets.');
    const told = steps.filter((step) => JSON.stringify(step).includes('secrets.'));
    expect(told.map(({ uses }) => uses)).toStrictEqual(name === 'performance-gate.yml' ? ['./'] : []);
  });

  test('puts nothing from outside into a command line', () => {
    for (const { run } of steps) expect(run ?? '').not.toContain('${{');
  });
});

describe('the workflow of the tests', () => {
  const { matrix } = workflowOf('test.yml').jobs.test?.strategy ?? {};

  test('keeps k6 where buha puts it on each system', () => {
    const homes = { 'ubuntu-latest': 'linux', 'macos-latest': 'darwin', 'windows-latest': 'win32' };
    const kept = Object.entries(homes).map(([os, platform]) => ({
      os,
      cache: cacheDir({ HOME: '~', USERPROFILE: '~' }, platform),
    }));
    expect(matrix?.include).toStrictEqual(kept);
    expect(matrix?.os).toStrictEqual(Object.keys(homes));
  });

  test('takes the oldest Node that package.json allows, and so does who develops', () => {
    const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { engines: { node: string } };
    const oldest = Number(engines.node.match(/\d+/)?.[0]);
    expect(matrix?.node[0]).toBe(oldest);
    expect(Number(readFileSync(join(ROOT, '.nvmrc'), 'utf8'))).toBe(oldest);
  });
});
