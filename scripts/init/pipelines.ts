import type { InitWords } from '../../reports/words/init.ts';
import { idOf } from './operation.ts';
import type { NewFile } from './project-files.ts';
import { shellWord } from './shell-word.ts';
import type { Manager } from './surroundings.ts';

/** What a pipeline does before the load: install, and start the system where that is the team's own. */
export interface Pipeline {
  readonly manager: Manager;
  /** Where the project lies in its checkout: `apps/api`; empty at the root. */
  readonly within: string;
  /** Undefined: the built-in shop, which buha starts itself. */
  readonly service: { readonly start: string; readonly baseUrl: string } | undefined;
}

/** How each package manager installs what the lock file says, and runs a command of a package. */
export const MANAGERS: Readonly<
  Record<
    Manager,
    {
      readonly install: string;
      readonly add: readonly string[];
      readonly exec: string;
      readonly setup: readonly string[];
    }
  >
> = {
  npm: { install: 'npm ci', add: ['npm', 'install', '--save-dev'], exec: 'npx', setup: [] },
  pnpm: {
    install: 'pnpm install --frozen-lockfile',
    add: ['pnpm', 'add', '--save-dev'],
    exec: 'pnpm exec',
    setup: ['corepack enable'],
  },
  yarn: {
    install: 'yarn install --immutable',
    add: ['yarn', 'add', '--dev'],
    exec: 'yarn',
    setup: ['corepack enable'],
  },
};

/** So long a service may take to answer. */
const WAIT_SEC = 60;

/** Starts the service and waits until its port takes a connection; what it says is kept. */
const started = ({ start, baseUrl }: { readonly start: string; readonly baseUrl: string }): string[] => {
  const { hostname, port, protocol } = new URL(baseUrl);
  const place = `${hostname}/${port || (protocol === 'https:' ? '443' : '80')}`;
  return [
    `(${start}) > service.log 2>&1 &`,
    `timeout ${WAIT_SEC} bash -c 'until (exec 3<>/dev/tcp/${place}) 2>/dev/null; do sleep 1; done' || { cat service.log; exit 1; }`,
  ];
};

const indented = (lines: readonly string[], indent: string) => lines.map((line) => `${indent}${line}\n`).join('');

/** A text as a scalar of YAML. */
const scalar = (text: string): string => (/^[\w./*-]+$/.test(text) ? text : JSON.stringify(text));

/** A path of the project from the root of its checkout. */
const fromRoot = (within: string, path: string): string => (within === '' ? path : `${within}/${path}`);

/** Names of files and jobs, of which a checkout has one for each of its projects. */
const nameOf = (within: string): string => ['load-test', ...(idOf(within) ? [idOf(within)] : [])].join('-');

function github({ manager, service, within }: Pipeline, words: InitWords): string {
  const { install, exec, setup } = MANAGERS[manager];
  return `# ${words.pipeline}
name: ${within === '' ? 'Load test' : scalar(`Load test ${within}`)}

on:
  pull_request:
  workflow_dispatch:

concurrency:
  group: ${nameOf(within)}-\${{ github.ref }}
  cancel-in-progress: true

permissions:
  contents: read

jobs:
  gate:
    runs-on: ubuntu-latest
    timeout-minutes: 20
${within === '' ? '' : `    defaults:\n      run:\n        working-directory: ${scalar(within)}\n`}    steps:
      - uses: actions/checkout@v6
        with:
          persist-credentials: false
      - uses: actions/setup-node@v6
        with:
          node-version: 22
      - uses: actions/cache@v5
        with:
          path: ~/.cache/buha
          key: k6-\${{ runner.os }}-\${{ runner.arch }}
      - name: Install
        run: |
${indented([...setup, install], '          ')}${service ? `      - name: Start the service\n        run: |\n${indented(started(service), '          ')}` : ''}      - name: Load and gate
        run: ${exec} buha run all --gate --yes
${service ? `        env:\n          BASE_URL: ${service.baseUrl}\n` : ''}      - name: Keep the report
        if: \${{ !cancelled() }}
        uses: actions/upload-artifact@v6
        with:
          name: ${nameOf(within)}
          path: |
            ${fromRoot(within, 'results/')}
            ${fromRoot(within, 'service.log')}
          if-no-files-found: ignore
`;
}

function gitlab({ manager, service, within }: Pipeline, words: InitWords): string {
  const { install, exec, setup } = MANAGERS[manager];
  return `# ${words.pipeline}
${nameOf(within)}:
  image: node:22
  timeout: 20 minutes
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_PIPELINE_SOURCE == "web"
  variables:
    XDG_CACHE_HOME: $CI_PROJECT_DIR/.cache
${service ? `    BASE_URL: ${service.baseUrl}\n` : ''}  cache:
    key: k6
    paths: [.cache/buha/]
  script:
${indented(
  [...(within === '' ? [] : [`cd ${shellWord(within)}`]), ...setup, install].map((line) => `- ${line}`),
  '    ',
)}${service ? `    - |\n${indented(started(service), '      ')}` : ''}    - ${exec} buha run all --gate --yes
  artifacts:
    when: always
    paths: [${['results/', 'service.log'].map((path) => scalar(fromRoot(within, path))).join(', ')}]
    reports:
      junit: ${scalar(fromRoot(within, 'results/*/gate.xml'))}
`;
}

/** The pipeline of a git host, by its path from the root of the checkout. */
export const pipelineFile = (host: 'github' | 'gitlab', pipeline: Pipeline, words: InitWords): NewFile =>
  host === 'github'
    ? { path: `.github/workflows/${nameOf(pipeline.within)}.yml`, text: github(pipeline, words) }
    : { path: '.gitlab-ci.yml', text: gitlab(pipeline, words) };

/** Its path beside a `.gitlab-ci.yml` that is there: GitLab reads one file of this name, and another may be at work in it. */
export const includedFile = (within: string): string => `${nameOf(within)}.gitlab-ci.yml`;
