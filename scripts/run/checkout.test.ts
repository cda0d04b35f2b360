import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkoutOf } from './checkout.ts';

const HASH = 'abc1234'.padEnd(40, '0');
let place: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'buha-checkout-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

/** Git's files: path and text. */
function files(all: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(join(place, path, '..'), { recursive: true });
    writeFileSync(join(place, path), text);
  }
}

describe('of a git checkout', () => {
  test('the branch and its commit are known, also from a folder in it', async () => {
    files({
      '.git/HEAD': 'ref: refs/heads/feature/cart\n',
      '.git/refs/heads/feature/cart': `${HASH}\n`,
      'load/a.js': '',
    });
    expect(await checkoutOf({}, join(place, 'load'))).toStrictEqual({ commit: HASH, branch: 'feature/cart' });
  });

  test('packed branches, worktrees and a checked out commit are known, too', async () => {
    files({ '.git/HEAD': 'ref: refs/heads/main', '.git/packed-refs': `# pack-refs\n${HASH} refs/heads/main\n` });
    expect(await checkoutOf({}, place)).toStrictEqual({ commit: HASH, branch: 'main' });
    files({
      'tree/.git': `gitdir: ${join(place, '.git/worktrees/tree')}\n`,
      '.git/worktrees/tree/HEAD': 'ref: refs/heads/other',
      '.git/worktrees/tree/commondir': '../..',
      '.git/refs/heads/other': HASH,
    });
    expect(await checkoutOf({}, join(place, 'tree'))).toStrictEqual({ commit: HASH, branch: 'other' });
    files({ '.git/HEAD': HASH });
    expect(await checkoutOf({}, place)).toStrictEqual({ commit: HASH });
  });

  test('without a commit yet, or with files of another kind, nothing is said', async () => {
    files({ '.git/HEAD': 'ref: refs/heads/main' });
    expect(await checkoutOf({}, place)).toStrictEqual({ branch: 'main' });
    files({ '.git/HEAD': 'something else' });
    expect(await checkoutOf({}, place)).toStrictEqual({});
  });
});

describe('in a CI', () => {
  test('GitHub Actions tells it, of a pull request its branch', async () => {
    const env = {
      ...{ GITHUB_ACTIONS: 'true', GITHUB_SHA: HASH, GITHUB_REF_NAME: '12/merge', GITHUB_HEAD_REF: 'feature' },
      ...{ GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'team/shop', GITHUB_RUN_ID: '42' },
      RUNNER_NAME: 'GitHub Actions 7',
    };
    expect(await checkoutOf(env, place)).toStrictEqual({
      ...{ commit: HASH, branch: 'feature' },
      ci: { run: '42', url: 'https://github.com/team/shop/actions/runs/42', runner: 'GitHub Actions 7' },
    });
  });

  test('GitLab and Jenkins tell it, and nobody learns how to get in', async () => {
    const gitlab = {
      ...{ GITLAB_CI: 'true', CI_COMMIT_SHA: HASH, CI_COMMIT_REF_NAME: 'main', CI_PIPELINE_ID: '7', CI_RUNNER_ID: '3' },
      CI_PIPELINE_URL: 'https://user:secret@gitlab.example.com/team/shop/-/pipelines/7?token=secret',
    };
    expect(await checkoutOf(gitlab, place)).toStrictEqual({
      ...{ commit: HASH, branch: 'main' },
      ci: { run: '7', url: 'https://gitlab.example.com/team/shop/-/pipelines/7', runner: '3' },
    });
    const jenkins = {
      JENKINS_URL: 'https://ci.example.com/',
      GIT_COMMIT: HASH,
      GIT_BRANCH: 'origin/main',
      BUILD_TAG: 'jenkins-shop-9',
    };
    expect(await checkoutOf(jenkins, place)).toStrictEqual({
      commit: HASH,
      branch: 'main',
      ci: { run: 'jenkins-shop-9' },
    });
  });
});
