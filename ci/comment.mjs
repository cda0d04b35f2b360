// One comment of a pull or merge request that every new result takes the place of. Plain Node, so that a CI can run it where
// buha is installed or checked out: node ci/comment.mjs FILE.md
//
// GitLab (in a job of a merge request): BUHA_GITLAB_TOKEN, a project token with the scope `api`, and GitLab's own variables.
// GitHub (in a workflow_run of the default branch): GITHUB_TOKEN with `pull-requests: write` and GitHub's own variables. The pull
// request is asked of GitHub, never read from what the run left: that comes from a fork, and is text and nothing else here.
//
// Each workflow (GitLab: job) has a comment of its own; BUHA_COMMENT names it otherwise. Nobody else's comment is written over.

import { readFileSync } from 'node:fs';

/** One comment a workflow or job: two of them in one repository say different things. */
const NAME = (process.env.BUHA_COMMENT ?? process.env.CI_JOB_NAME ?? '').replaceAll(/[^\p{L}\p{N} ._-]|--+/gu, '');
const markOf = (name) => `<!-- buha${name === '' ? '' : `: ${name}`} -->`;
/** Whoever GitHub's own token of a job writes as. */
const BOT = 'github-actions[bot]';
/** GitHub takes 65,536 characters, GitLab a million. */
const MOST_LETTERS = 60_000;
const PAGE = 100;

/** @typedef {{ list: string, create: string, user: string, name: string, update: (id: number) => string, method: 'PUT' | 'PATCH', headers: Record<string, string> }} Comments */

const { env } = process;

/** Asks an API; throws with its status where it refuses. */
async function ask(url, headers, method = 'GET', body = undefined) {
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  // What the API says may hold what it was asked with.
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname}: ${response.status}`);
  return response.json();
}

/** @returns {Comments | undefined} */
function gitlab() {
  const { CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID, BUHA_GITLAB_TOKEN } = env;
  if (!CI_API_V4_URL || !CI_PROJECT_ID || !CI_MERGE_REQUEST_IID || !BUHA_GITLAB_TOKEN) return undefined;
  const notes = `${CI_API_V4_URL}/projects/${encodeURIComponent(CI_PROJECT_ID)}/merge_requests/${encodeURIComponent(CI_MERGE_REQUEST_IID)}/notes`;
  return {
    ...{ list: notes, create: notes, user: `${CI_API_V4_URL}/user`, name: NAME },
    update: (id) => `${notes}/${id}`,
    method: 'PUT',
    headers: { 'private-token': BUHA_GITLAB_TOKEN },
  };
}

/** The open pull request whose newest commit the run was of. */
async function pullRequest(api, headers, run) {
  const { owner } = run.head_repository;
  const head = encodeURIComponent(`${owner.login}:${run.head_branch}`);
  const pulls = await ask(`${api}/pulls?state=open&per_page=${PAGE}&head=${head}`, headers);
  return pulls.find((pull) => pull.head.sha === run.head_sha)?.number;
}

/** @returns {Promise<Comments | undefined>} */
async function github() {
  const { GITHUB_API_URL = 'https://api.github.com', GITHUB_REPOSITORY, GITHUB_TOKEN, GITHUB_EVENT_PATH } = env;
  if (!GITHUB_REPOSITORY || !GITHUB_TOKEN || !GITHUB_EVENT_PATH) return undefined;
  const event = JSON.parse(readFileSync(GITHUB_EVENT_PATH, 'utf8'));
  const api = `${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}`;
  const headers = { authorization: `Bearer ${GITHUB_TOKEN}`, accept: 'application/vnd.github+json' };
  const number = event.workflow_run ? await pullRequest(api, headers, event.workflow_run) : event.pull_request?.number;
  if (!Number.isInteger(number)) return undefined;
  const comments = `${api}/issues/${number}/comments`;
  return {
    ...{ list: comments, create: comments, user: `${GITHUB_API_URL}/user` },
    name: NAME || (event.workflow_run?.name ?? ''),
    update: (id) => `${api}/issues/comments/${id}`,
    method: 'PATCH',
    headers,
  };
}

/** Whether a comment is one that this token wrote: nobody else's is written over, whatever it says. */
async function isOwn({ user, headers }) {
  // The token of a GitHub job may not ask who it is, and always writes as the same.
  const me = await ask(user, headers).catch(() => undefined);
  return (one) => (me ? (one.user ?? one.author)?.id === me.id : one.user?.login === BOT);
}

/** The comment that an earlier run left; undefined for none. */
async function earlier(comments, mark) {
  const { list, headers } = comments;
  const isMine = await isOwn(comments);
  for (let page = 1; ; page += 1) {
    const some = await ask(`${list}?per_page=${PAGE}&page=${page}`, headers);
    const own = some.find((one) => typeof one.body === 'string' && one.body.startsWith(mark) && isMine(one));
    if (own || some.length < PAGE) return own?.id;
  }
}

async function main(file) {
  const comments = gitlab() ?? (await github());
  if (!comments) {
    console.log('buha: no merge or pull request to comment on, or no token to do it with.');
    return;
  }
  const mark = markOf(comments.name);
  const text = readFileSync(file, 'utf8').replaceAll('<!-- buha', '').slice(0, MOST_LETTERS);
  const body = { body: `${mark}\n${text}` };
  const id = await earlier(comments, mark);
  if (id === undefined) await ask(comments.create, comments.headers, 'POST', body);
  else await ask(comments.update(id), comments.headers, comments.method, body);
}

// A result without its comment is a result all the same.
await main(process.argv[2] ?? 'comment.md').catch((fault) => {
  console.error(`buha: the comment could not be written: ${fault instanceof Error ? fault.message : fault}`);
});
