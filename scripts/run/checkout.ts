import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { RunRecord } from '../../reports/model/record.ts';

/** The state of a project that is run, as far as it is known. */
export type Checkout = Pick<RunRecord, 'commit' | 'branch' | 'ci'>;

type Env = Readonly<Record<string, string | undefined>>;

/** What a CI says of a job, by its own variables. */
interface Said {
  readonly commit: string | undefined;
  readonly branch: string | undefined;
  readonly run: string | undefined;
  readonly url: string | undefined;
  /** The machine: a hosted one is another each time. */
  readonly runner: string | undefined;
}

/** Of a pull or merge request the branch that is to be merged. */
function saidBy(env: Env): Said | undefined {
  if (env.GITHUB_ACTIONS === 'true') {
    const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID } = env;
    const isKnown = GITHUB_SERVER_URL && GITHUB_REPOSITORY && GITHUB_RUN_ID;
    return {
      commit: env.GITHUB_SHA,
      branch: env.GITHUB_HEAD_REF || env.GITHUB_REF_NAME,
      run: GITHUB_RUN_ID,
      url: isKnown ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}` : undefined,
      runner: env.RUNNER_NAME,
    };
  }
  if (env.GITLAB_CI === 'true') {
    return {
      commit: env.CI_COMMIT_SHA,
      branch: env.CI_MERGE_REQUEST_SOURCE_BRANCH_NAME || env.CI_COMMIT_REF_NAME,
      run: env.CI_PIPELINE_ID,
      url: env.CI_PIPELINE_URL,
      runner: env.CI_RUNNER_DESCRIPTION || env.CI_RUNNER_ID,
    };
  }
  if (env.JENKINS_URL) {
    return {
      commit: env.GIT_COMMIT,
      branch: env.CHANGE_BRANCH || env.BRANCH_NAME || env.GIT_BRANCH?.replace(/^origin\//, ''),
      run: env.BUILD_TAG || env.BUILD_NUMBER,
      url: env.BUILD_URL,
      runner: env.NODE_NAME,
    };
  }
  return undefined;
}

/** A page's address without what lets somebody in. */
function publicUrl(text: string | undefined): string | undefined {
  if (!text || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  [url.username, url.password, url.search, url.hash] = ['', '', '', ''];
  return url.href;
}

const textOf = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  );

/** The folder of git's own files for a folder or one above it: a worktree has a file that names it. */
async function gitFolder(folder: string): Promise<string | undefined> {
  const place = join(folder, '.git');
  const found = await stat(place).catch(() => undefined);
  if (found?.isDirectory()) return place;
  if (found?.isFile()) {
    const named = (await textOf(place))?.match(/^gitdir: (.+)$/m)?.[1];
    return named === undefined ? undefined : resolve(folder, named);
  }
  const above = dirname(folder);
  return above === folder ? undefined : gitFolder(above);
}

const HASH = /^[\da-f]{40}(?:[\da-f]{24})?$/;

/** Read from git's files, so that git need not be there. */
async function ofGit(folder: string): Promise<Checkout> {
  const git = await gitFolder(folder);
  const head = git === undefined ? undefined : await textOf(join(git, 'HEAD'));
  if (git === undefined || head === undefined) return {};
  const ref = head.match(/^ref: (refs\/.+)$/)?.[1];
  if (ref === undefined) return HASH.test(head) ? { commit: head } : {};
  // Branches of a worktree lie with those of the repository.
  const common = resolve(git, (await textOf(join(git, 'commondir'))) ?? '.');
  const packed = (await textOf(join(common, 'packed-refs')))?.split('\n').find((line) => line.endsWith(` ${ref}`));
  const commit = (await textOf(join(common, ref))) ?? packed?.split(' ')[0];
  const branch = ref.match(/^refs\/heads\/(.+)$/)?.[1];
  return { ...(commit && HASH.test(commit) && { commit }), ...(branch !== undefined && { branch }) };
}

/** What a CI says of the state that is run, else the git checkout that `folder` lies in; neither is no fault. */
export async function checkoutOf(env: Env, folder: string): Promise<Checkout> {
  const said = saidBy(env);
  const own = said?.commit && said.branch ? {} : await ofGit(folder);
  const [commit, branch] = [said?.commit || own.commit, said?.branch || own.branch];
  const url = publicUrl(said?.url);
  return {
    ...(commit && { commit }),
    ...(branch && { branch }),
    ...(said?.run && { ci: { run: said.run, ...(url && { url }), ...(said.runner && { runner: said.runner }) } }),
  };
}
