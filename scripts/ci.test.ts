import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from './paths.ts';

const file = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'buha-ci-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly output: string;
}

function call(command: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      command,
      [...args],
      { cwd: place, env: { PATH: process.env.PATH, ...env } },
      (fault, out, err) => resolve({ code: fault === null ? 0 : (child.exitCode ?? 1), output: `${out}${err}` }),
    );
  });
}

/** Says what it was called with, makes the files that a CI takes up, and ends a gate as it is told. */
const FAKE = `#!/usr/bin/env bash
[ "$1" = buha ] && shift
echo "buha $*" >> calls.txt
case "$1" in
  run)
    [ -n "\${FAKE_NOTHING:-}" ] || { mkdir -p buha-ci/results/rounds/one && echo '{}' > buha-ci/results/rounds/one/summary.json; }
    for word in "$@"; do echo "[$word]" >> words.txt; done
    exit "\${FAKE_RUN:-0}" ;;
  baseline) exit "\${FAKE_BASELINE:-0}" ;;
  gate) exit "\${FAKE_VERDICT:-0}" ;;
esac
`;

/** A command of that name that is found first. */
function fake(name: string, folder = 'bin'): string {
  mkdirSync(join(place, folder), { recursive: true });
  writeFileSync(join(place, folder, name), FAKE);
  chmodSync(join(place, folder, name), 0o755);
  return join(place, folder);
}

const calls = () => readFileSync(join(place, 'calls.txt'), 'utf8').trim().split('\n');

describe('the job for GitLab', () => {
  interface GitLabJob {
    readonly before_script: readonly string[];
    readonly script: readonly string[];
    readonly variables: Readonly<Record<string, string>>;
    readonly artifacts: {
      readonly when: string;
      readonly expose_as: string;
      readonly paths: readonly string[];
      readonly reports: Readonly<Record<string, string>>;
    };
  }
  const { buha } = parse(file('ci', 'gitlab.yml')) as { readonly buha: GitLabJob };
  const variables = Object.fromEntries(Object.entries(buha.variables).filter(([, value]) => !value.includes('$')));

  /** As GitLab's runner does: all lines in one shell that ends at the first fault. */
  const run = (env: Readonly<Record<string, string>>) => {
    const path = `${fake('npx')}${delimiter}${process.env.PATH}`;
    return call('bash', ['--norc', '-eo', 'pipefail', '-c', buha.script.join('\n')], {
      ...variables,
      ...env,
      PATH: path,
    });
  };

  test('shows JUnit, the page and k6’s figures, also when it failed', () => {
    expect(buha.artifacts).toMatchObject({ when: 'always', expose_as: expect.stringMatching(/^[\w -]+$/) });
    // GitLab shows no page behind a pattern or a variable.
    for (const path of buha.artifacts.paths) expect(path).toMatch(/^[\w./-]+$/);
    const { junit, load_performance } = buha.artifacts.reports;
    expect([junit, load_performance]).toStrictEqual(['buha-ci/gate.xml', 'buha-ci/load-performance.json']);
  });

  test('runs rounds, judges them together, and ends as the verdict does', async () => {
    const { code, output } = await run({ FAKE_VERDICT: '11', CI_COMMIT_BRANCH: 'feature', CI_DEFAULT_BRANCH: 'main' });
    expect({ code, output }).toStrictEqual({ code: 11, output: '' });
    expect(calls()).toStrictEqual([
      'buha run --rounds 3 --no-gate --yes --results buha-ci/results all --profile smoke',
      'buha gate buha-ci/results/rounds/one --format html -o buha-ci/verdict.html --junit buha-ci/gate.xml --json buha-ci/gate.json',
      'buha gate buha-ci/results/rounds/one --format github -o buha-ci/comment.md',
    ]);
    expect(readFileSync(join(place, 'buha-ci/load-performance.json'), 'utf8')).toBe('{}\n');
  });

  test('takes one round where it lies, and ends with what a round or the baseline came to', async () => {
    expect((await run({ BUHA_ROUNDS: '1', FAKE_RUN: '30' })).code).toBe(30);
    expect(calls()[1]).toContain('buha gate buha-ci/results/rounds --format html');
    const onMain = { CI_COMMIT_BRANCH: 'main', CI_DEFAULT_BRANCH: 'main' };
    expect((await run({ ...onMain, FAKE_VERDICT: '10', FAKE_BASELINE: '2' })).code).toBe(10);
    expect((await run({ FAKE_RUN: '2', FAKE_NOTHING: '1' })).code).toBe(2);
  });

  test('takes all words of a run, a lone quote too, and shows no secret to what installs', async () => {
    await run({ BUHA_RUN: "a.js it's --base-url https://staging.test" });
    expect(calls()[0]).toContain("buha-ci/results a.js it's --base-url https://staging.test");
    expect(buha.before_script).toStrictEqual(['env -u BUHA_HEADERS -u BUHA_GITLAB_TOKEN npm ci']);
  });

  test('on the default branch it adds to the baseline, which others are held against', async () => {
    await run({ CI_COMMIT_BRANCH: 'main', CI_DEFAULT_BRANCH: 'main' });
    expect(calls().at(-1)).toBe('buha baseline append buha-ci/results/rounds/one --baselines buha-ci/baselines');
    writeFileSync(join(place, 'buha-ci/baselines/x.json'), '{}');
    await run({ CI_COMMIT_BRANCH: 'feature', CI_DEFAULT_BRANCH: 'main', BUHA_SLO: 'slo.yaml' });
    expect(calls().at(-1)).toContain('--baseline buha-ci/baselines --slo slo.yaml');
  });
});

describe('the action for GitHub', () => {
  interface Action {
    readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
    readonly runs: { readonly steps: readonly { uses?: string; run?: string; env?: Record<string, string> }[] };
  }
  const action = parse(file('action.yml')) as Action;

  const run = (env: Readonly<Record<string, string>>) => {
    fake('buha', 'node_modules/.bin');
    return call('bash', ['--norc', join(ROOT, 'ci', 'github.sh')], {
      BUHA_RUN: 'loadtest/a.js',
      BUHA_ROUNDS: '3',
      ...env,
    });
  };

  test('takes actions of GitHub only, runs three rounds, and puts nothing from outside into a command line', () => {
    const { steps } = action.runs;
    for (const { uses } of steps) if (uses) expect(uses).toMatch(/^actions\/[a-z-]+(?:\/\w+)?@v\d+$/);
    for (const { run: text } of steps) expect(text ?? '').not.toContain('${{');
    expect(action.inputs.rounds?.default).toBe('3');
    // hashFiles() does not see where an action lies.
    expect(file('action.yml').replaceAll(/#.*/g, '')).not.toContain('hashFiles');
  });

  test('ends as the verdict does, and adds a pull request to no baseline', async () => {
    const output = join(place, 'output.txt');
    const pull = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF_NAME: '12/merge', BUHA_DEFAULT_BRANCH: 'main' };
    expect((await run({ ...pull, FAKE_VERDICT: '10', GITHUB_OUTPUT: output })).code).toBe(10);
    expect(calls()).toHaveLength(3);
    expect(readFileSync(output, 'utf8')).toBe('verdict=10\n');
    // Events that run what a pull request brought, and are told as the default branch.
    for (const GITHUB_EVENT_NAME of ['pull_request_target', 'workflow_run', 'issue_comment']) {
      const told = { GITHUB_EVENT_NAME, GITHUB_REF: 'refs/heads/main', BUHA_DEFAULT_BRANCH: 'main' };
      expect((await run(told)).code).toBe(0);
      expect(calls().at(-1)).toContain('buha gate');
    }
  });

  test('takes one round where it lies, and ends with what a round came to that left nothing', async () => {
    mkdirSync(join(place, 'buha-ci/results/old/one'), { recursive: true });
    writeFileSync(join(place, 'buha-ci/gate.xml'), 'old');
    expect((await run({ BUHA_ROUNDS: '1', FAKE_RUN: '30' })).code).toBe(30);
    expect(calls()[1]).toBe(
      'buha gate buha-ci/results/rounds --format html -o buha-ci/verdict.html --junit buha-ci/gate.xml --json buha-ci/gate.json',
    );
    expect(existsSync(join(place, 'buha-ci/gate.xml'))).toBe(false);
    const output = join(place, 'output.txt');
    expect((await run({ FAKE_RUN: '2', FAKE_NOTHING: '1', GITHUB_OUTPUT: output })).code).toBe(2);
    expect(readFileSync(output, 'utf8')).toBe('verdict=2\n');
  });

  test('on the default branch adds to the baseline', async () => {
    const push = { GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/heads/main', BUHA_DEFAULT_BRANCH: 'main' };
    expect(await run(push)).toMatchObject({ code: 0 });
    expect(calls().at(-1)).toBe('buha baseline append buha-ci/results/rounds/one --baselines buha-ci/baselines');
    // What cannot be kept takes nothing from the verdict.
    expect((await run({ ...push, FAKE_VERDICT: '10', FAKE_BASELINE: '2' })).code).toBe(10);
    expect((await run({ ...push, GITHUB_REF: 'refs/tags/main' })).code).toBe(0);
    expect(calls().at(-1)).toContain('buha gate');
  });

  test('words for a run are words, whatever they hold', async () => {
    await run({ BUHA_RUN: 'a.js --title $(touch hacked) `touch hacked`' });
    expect(calls()[0]).toContain('--title $(touch hacked)');
    rmSync(join(place, 'words.txt'));
    await run({ BUHA_RUN: 'a.js\n  --title "two words"\n  -- --vus 5' });
    const words = readFileSync(join(place, 'words.txt'), 'utf8').trim().split('\n');
    expect(words.slice(-6)).toStrictEqual(['[a.js]', '[--title]', '[two words]', '[--]', '[--vus]', '[5]']);
  });

  test.each(["--profile smoke it's --base-url https://staging.test", '--title "of\ntwo lines"'])(
    'of words that cannot be split none is run: %j',
    async (words) => {
      mkdirSync(join(place, 'buha-ci'));
      writeFileSync(join(place, 'buha-ci/gate.xml'), 'old');
      const output = join(place, 'output.txt');
      const ended = await run({ BUHA_RUN: `loadtest/a.js ${words}`, GITHUB_OUTPUT: output });
      expect(ended.code).toBe(2);
      expect(ended.output).toMatch(/^::error title=buha::The words of 'run' have a quote that is not closed.*\n$/);
      expect(readFileSync(output, 'utf8')).toBe('verdict=2\n');
      expect(existsSync(join(place, 'calls.txt'))).toBe(false);
      expect(existsSync(join(place, 'buha-ci/gate.xml'))).toBe(false);
    },
  );

  test('what installs and builds sees no token of the tested system', async () => {
    const own = join(place, 'action');
    mkdirSync(own);
    mkdirSync(join(place, 'bin'));
    const seen = 'seen.txt';
    writeFileSync(
      join(place, 'bin', 'npm'),
      `#!/usr/bin/env bash\nmkdir node_modules && echo "$* \${BUHA_HEADERS-none}" >> ../${seen}\n`,
    );
    chmodSync(join(place, 'bin', 'npm'), 0o755);
    const says = (what: string, file: string) =>
      `fs.appendFileSync('${file}', '${what} ' + (process.env.BUHA_HEADERS ?? 'none') + '\\n');`;
    writeFileSync(
      join(own, 'build.mjs'),
      `import fs from 'node:fs';${says('build', `../${seen}`)}fs.mkdirSync('dist');fs.copyFileSync('buha.js', 'dist/buha.js');`,
    );
    writeFileSync(join(own, 'buha.js'), `const fs = require('node:fs');${says('run', seen)}process.exit(2);`);
    const ended = await call('bash', ['--norc', join(ROOT, 'ci', 'github.sh')], {
      ...{ BUHA_RUN: 'a.js', BUHA_ROUNDS: '3', BUHA_ACTION: own, BUHA_HEADERS: 'Authorization: x' },
      PATH: `${join(place, 'bin')}${delimiter}${process.env.PATH}`,
    });
    expect(ended).toStrictEqual({ code: 2, output: '' });
    expect(readFileSync(join(place, seen), 'utf8')).toBe('ci none\nbuild none\nrun Authorization: x\n');
  });

  test('what comments on a fork runs none of its code, and has no more rights than that takes', () => {
    const workflow = parse(file('ci', 'github-comment.yml'));
    expect(Object.keys(workflow.on)).toStrictEqual(['workflow_run']);
    expect(workflow.permissions).toStrictEqual({ actions: 'read', contents: 'read', 'pull-requests': 'write' });
    const steps: { uses?: string; run?: string; with?: Record<string, string> }[] = workflow.jobs.comment.steps;
    // The default branch: another ref would be somebody's.
    expect(steps.find(({ uses }) => uses?.startsWith('actions/checkout@'))?.with?.ref).toBeUndefined();
    for (const { run: text } of steps) expect(text ?? '').not.toContain('${{');
  });
});

describe('the comment', () => {
  interface Asked {
    readonly method: string | undefined;
    readonly url: string | undefined;
    readonly body: string;
  }
  const textOf = async (request: IncomingMessage) => {
    let text = '';
    for await (const part of request) text += part;
    return text;
  };

  /** Comments against an API that answers so; returns what it was asked. */
  async function comment(answer: (asked: Asked) => unknown, env: (address: string) => Record<string, string>) {
    const asked: Asked[] = [];
    const server = createServer(async (request, response) => {
      const one = { method: request.method, url: request.url, body: await textOf(request) };
      asked.push(one);
      response.end(JSON.stringify(answer(one)));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    writeFileSync(join(place, 'comment.md'), '## 판정\n');
    const ended = await call(process.execPath, [join(ROOT, 'ci', 'comment.mjs'), 'comment.md'], env(address));
    await new Promise((resolve) => server.close(resolve));
    return { asked, ended };
  }

  const gitlab = (address: string) => ({
    ...{ CI_API_V4_URL: address, CI_PROJECT_ID: '7', CI_MERGE_REQUEST_IID: '3', BUHA_GITLAB_TOKEN: 'secret' },
  });
  const MARKED = '<!-- buha -->\n';

  test('of a merge request is written once, and then kept up to date', async () => {
    const first = await comment(() => [], gitlab);
    expect(first.asked.map(({ method, url }) => `${method} ${url}`)).toStrictEqual([
      'GET /user',
      'GET /projects/7/merge_requests/3/notes?per_page=100&page=1',
      'POST /projects/7/merge_requests/3/notes',
    ]);
    expect(JSON.parse(first.asked.at(-1)?.body ?? '')).toStrictEqual({ body: `${MARKED}## 판정\n` });
    const again = await comment(
      ({ url }) =>
        url?.endsWith('/user')
          ? { id: 1 }
          : [
              { id: 4, body: `${MARKED}of somebody`, author: { id: 2 } },
              { id: 5, body: 'x', author: { id: 1 } },
              { id: 6, body: `${MARKED}old`, author: { id: 1 } },
            ],
      gitlab,
    );
    expect(again.asked.at(-1)).toMatchObject({ method: 'PUT', url: '/projects/7/merge_requests/3/notes/6' });
  });

  const github = (event: unknown) => (address: string) => {
    writeFileSync(join(place, 'event.json'), JSON.stringify(event));
    const known = { GITHUB_API_URL: address, GITHUB_REPOSITORY: 'team/shop', GITHUB_TOKEN: 'secret' };
    return { ...known, GITHUB_EVENT_PATH: join(place, 'event.json') };
  };
  const event = {
    workflow_run: { head_branch: 'feature', head_sha: 'abc', head_repository: { owner: { login: 'fork' } } },
  };

  test('of a fork goes to the pull request that GitHub names, whose newest commit was run', async () => {
    const pulls = (sha: string) => (asked: Asked) =>
      asked.url?.includes('/pulls') ? [{ number: 12, head: { sha } }] : [];
    const { asked } = await comment(pulls('abc'), github(event));
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toStrictEqual([
      'GET /repos/team/shop/pulls?state=open&per_page=100&head=fork%3Afeature',
      'GET /user',
      'GET /repos/team/shop/issues/12/comments?per_page=100&page=1',
      'POST /repos/team/shop/issues/12/comments',
    ]);
    // A newer push has a run of its own.
    expect((await comment(pulls('def'), github(event))).asked).toHaveLength(1);
  });

  test('of another workflow, or of anybody else, is left alone', async () => {
    const comments = [
      { id: 4, body: '<!-- buha: Gate -->\nquoted', user: { login: 'somebody' } },
      { id: 5, body: '<!-- buha: Other -->\n', user: { login: 'github-actions[bot]' } },
      { id: 6, body: '<!-- buha: Gate -->\n', user: { login: 'github-actions[bot]' } },
    ];
    const named = { workflow_run: { ...event.workflow_run, name: 'Gate' } };
    const answer = ({ url }: Asked) => {
      if (url?.endsWith('/user')) return undefined;
      return url?.includes('/pulls') ? [{ number: 12, head: { sha: 'abc' } }] : comments;
    };
    const { asked } = await comment(answer, github(named));
    expect(asked.at(-1)).toMatchObject({ method: 'PATCH', url: '/repos/team/shop/issues/comments/6' });
    expect(JSON.parse(asked.at(-1)?.body ?? '').body).toBe('<!-- buha: Gate -->\n## 판정\n');
  });

  test('that cannot be written fails nothing, and tells no token', async () => {
    const { ended } = await comment(() => 'no list', gitlab);
    expect(ended.code).toBe(0);
    expect(ended.output).toMatch(/^buha: the comment could not be written/);
    expect(ended.output).not.toContain('secret');
    expect((await call(process.execPath, [join(ROOT, 'ci', 'comment.mjs'), 'x'], {})).code).toBe(0);
  });
});

test('the pipeline for Jenkins takes up JUnit and the page whatever the verdict', () => {
  const text = file('ci', 'Jenkinsfile');
  const post = text.slice(text.indexOf('post {'));
  expect(post).toMatch(/always \{\s+junit testResults: 'buha-ci\/gate\.xml'/);
  expect(post).toContain("archiveArtifacts artifacts: 'buha-ci/verdict.html'");
  // Of the build before this one nothing is taken up, whatever fails.
  expect(text.indexOf('rm -rf buha-ci/results buha-ci/gate.xml buha-ci/verdict.html')).toBeLessThan(
    text.indexOf("sh 'env -u BUHA_HEADERS npm ci'"),
  );
});
