import type { InitWords } from '../../reports/words/init.ts';
import { looksLikeProduction } from '../run/production.ts';
import { isJson } from './body.ts';
import { inComment, inTemplate, literal, propertyName, quoted } from './code.ts';
import { type Operation, type PathValue, shapeOf } from './operation.ts';
import { SECRET_VALUE } from './secret-values.ts';

/** What a new project is to test, and where. */
export interface NewProject {
  readonly operations: readonly Operation[];
  /** Undefined: there is no system yet, and the built-in shop stands in. */
  readonly baseUrl: string | undefined;
  /** Folder of the scripts. */
  readonly folder: string;
  readonly language: 'ko' | 'en';
}

export interface NewFile {
  readonly path: string;
  readonly text: string;
  /** It takes the place of what is there. */
  readonly isChanged?: boolean;
}

/** The names of k6's functions for methods; any other goes through `http.request`. */
const FUNCTIONS: Readonly<Record<string, { readonly name: string; readonly hasBody: boolean }>> = {
  GET: { name: 'get', hasBody: false },
  HEAD: { name: 'head', hasBody: false },
  OPTIONS: { name: 'options', hasBody: true },
  POST: { name: 'post', hasBody: true },
  PUT: { name: 'put', hasBody: true },
  PATCH: { name: 'patch', hasBody: true },
  DELETE: { name: 'del', hasBody: true },
};

/** Names that the script uses itself, and words of the language. */
const TAKEN = new Set(
  [
    'http scenario options baseUrl request params body defineScenario JSON encodeURIComponent undefined',
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends',
    'false finally for function if implements import in instanceof interface let new null package private protected',
    'public return static super switch this throw true try typeof var void while with yield',
  ].flatMap((line) => line.split(' ')),
);

interface Variable {
  readonly name: string;
  readonly value: string | number;
  readonly placeholder: string;
}

/** Placeholders as variables: their own names where those are names, each once. */
function variablesOf(values: readonly PathValue[]): Variable[] {
  const used = new Set(TAKEN);
  return values.map(({ name, value }, at) => {
    const wanted = name.replaceAll(/[^\w$]+(\w?)/g, (_, next: string) => next.toUpperCase());
    const first = /^[A-Za-z_$]/.test(wanted) && !used.has(wanted) ? wanted : `id${at + 1}`;
    let own = first;
    for (let number = 2; used.has(own); number += 1) own = `${first}_${number}`;
    used.add(own);
    return { name: own, value, placeholder: `{${name}}` };
  });
}

/** A value within a path: what has a meaning there is escaped. */
const inPath = ({ name, value }: Variable): string =>
  typeof value === 'number' || encodeURIComponent(value) === value ? name : `encodeURIComponent(${name})`;

/** A pattern with its placeholders, which stand in the order of their values, as a template literal. */
function urlOf(pattern: string, variables: readonly Variable[]): string {
  const left = [...variables];
  const parts = pattern.split(/(\{[^}]+\})/).map((part) => {
    const [next] = left;
    if (next?.placeholder !== part) return inTemplate(part);
    left.shift();
    return `\${${inPath(next)}}`;
  });
  return parts.join('');
}

function scriptOf({ id, method, pattern, values, query, body }: Operation, words: InitWords): string {
  const variables = variablesOf(values);
  const lines = variables.map(({ name, value }) => `  const ${name} = ${literal(value)};`);
  const isOwnJson = body !== undefined && isJson(body.type);
  if (body) {
    const value = literal(body.value, '  ');
    lines.push(isOwnJson ? `  const body = JSON.stringify(${value});` : `  const body = ${value};`);
  }
  const { name = 'request', hasBody = true } = FUNCTIONS[method] ?? {};
  // A scenario's own type is that of plain JSON.
  const params =
    body && body.type !== 'application/json'
      ? `{ ...params, headers: { ...params.headers, 'Content-Type': ${quoted(body.type)} } }`
      : 'params';
  const sent = [
    ...(FUNCTIONS[method] ? [] : [quoted(method)]),
    `\`\${baseUrl}${urlOf(pattern, variables)}${inTemplate(query)}\``,
    ...(hasBody ? [body ? 'body' : 'null'] : []),
    params,
  ];
  const call = `  request((params) => http.${name}(${sent.join(', ')}));`;
  const hints = [
    ...(variables.length > 0 || body ? [words.sampleValues] : []),
    ...(JSON.stringify([body, query, values]).includes(SECRET_VALUE) ? [words.secretValues(SECRET_VALUE)] : []),
  ];
  return `import { defineScenario } from 'buha/k6';
import http from 'k6/http';

/** ${inComment(`${method} ${pattern}`)} */
const scenario = defineScenario(${quoted(id)}, ({ baseUrl, request }) => {
${hints.map((hint) => `  // ${hint}\n`).join('')}${[...lines, call].join('\n')}
});

export const options = scenario.options;
export default scenario.run;
`;
}

/** An entry of `apis`; what is as it would be without being said is left out. */
function entryOf({ id, title, method, pattern, body, expect }: Operation): string {
  const fields = [
    `title: ${quoted(title)}`,
    `request: ${quoted(`${method} ${pattern}`)}`,
    ...(body && isJson(body.type) ? [`body: ${quoted(shapeOf(body))}`] : []),
    ...(expect ? [`expect: ${literal(expect)}`] : []),
  ];
  return `    ${propertyName(id)}: {\n${fields.map((field) => `      ${field},\n`).join('')}    },\n`;
}

/** The system as a target: load on one that customers may use is asked for, also the short one of a pipeline. */
function targetOf(baseUrl: string): string {
  const production = looksLikeProduction(new URL(baseUrl).host) ? ', production: true' : '';
  return `{ baseUrl: ${quoted(baseUrl)}${production} }`;
}

function configOf({ operations, baseUrl, folder, language }: NewProject, words: InitWords): string {
  const targets =
    baseUrl === undefined
      ? `    // ${words.ownTarget}\n    // staging: { baseUrl: 'https://staging.example.com', health: '/health' },\n    shop: 'shop',\n`
      : `    // ${words.targetFields}\n    own: ${targetOf(baseUrl)},\n    shop: 'shop',\n`;
  return `import { defineConfig } from 'buha';

export default defineConfig({
  scenarios: ${quoted(folder)},
  apis: {
${operations.map(entryOf).join('')}  },
  // ${words.profiles}
  profile: 'smoke',
  targets: {
${targets}  },
  target: ${baseUrl === undefined ? "'shop'" : "'own'"},
  slo: 'slo.yaml',
  language: ${quoted(language)},
});
`;
}

const sloOf = (words: InitWords): string => `# ${words.slo}\ndefault:\n  p95: 1s\n  failed: 1%\n`;

const TSCONFIG = `{
  "compilerOptions": {
    "target": "es2022",
    "module": "esnext",
    "moduleResolution": "bundler",
    "types": ["k6"],
    "strict": true,
    "skipLibCheck": true,
    "noEmit": true
  },
  "include": [".", "../buha.config.ts"]
}
`;

/** All that a new project consists of, beside what is for its git host. */
export function projectFiles(project: NewProject, words: InitWords): NewFile[] {
  const { folder, operations } = project;
  return [
    { path: 'buha.config.ts', text: configOf(project, words) },
    ...operations.map((operation) => ({ path: `${folder}/${operation.id}.ts`, text: scriptOf(operation, words) })),
    { path: `${folder}/tsconfig.json`, text: TSCONFIG },
    { path: 'slo.yaml', text: sloOf(words) },
  ];
}

/** What git should not keep: outputs of runs, what stands beside a script while it runs, secrets. */
const IGNORED = ['results/', '.buha-*', '.env'];

/** The text of `.gitignore` with the lines that it lacks; undefined where it lacks none. */
export function withIgnored(text: string | undefined): string | undefined {
  const own = new Set((text ?? '').split('\n').map((line) => line.trim().replace(/^\//, '')));
  const missing = IGNORED.filter((line) => !own.has(line) && !own.has(line.replace(/\/$/, '')));
  if (missing.length === 0) return undefined;
  const before = text === undefined || text === '' || text.endsWith('\n') ? (text ?? '') : `${text}\n`;
  return `${before}${missing.join('\n')}\n`;
}
