import { BuhaError } from '../../reports/model/error.ts';
import { isObject, type JsonObject } from '../json-object.ts';
import { type Body, type Described, idOf, type Operation, type PathValue, withDistinctIds } from './operation.ts';

/** Reads a description of OpenAPI 3 or Swagger 2 (https://spec.openapis.org/oas/v3.1.0): what its operations are, and what they may be sent. */

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'] as const;

/** Deeper than any body that somebody sends, and the end of a schema that holds itself. */
const DEEPEST = 6;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Follows `$ref` within the document; what leads elsewhere, or in a circle, is nothing. */
function resolved(value: unknown, document: JsonObject): JsonObject {
  let at = value;
  for (let hops = 0; hops < DEEPEST && isObject(at) && typeof at.$ref === 'string'; hops += 1) {
    const { $ref: reference } = at;
    if (!reference.startsWith('#/')) return {};
    at = reference
      .slice(2)
      .split('/')
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<unknown>(
        (holder, name) => (isObject(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined),
        document,
      );
  }
  return isObject(at) && typeof at.$ref !== 'string' ? at : {};
}

const FORMATS: Readonly<Record<string, string>> = {
  uuid: '00000000-0000-4000-8000-000000000001',
  date: '2026-01-31',
  'date-time': '2026-01-31T09:00:00Z',
  email: 'user@example.com',
  uri: 'https://example.com/',
};

/** The first example that something states of itself; undefined where it states none. */
function stated({ example, examples, default: byDefault, enum: choices, const: only }: JsonObject): unknown {
  const [first] = isObject(examples) ? Object.values(examples) : listOf(examples);
  const named = isObject(first) && 'value' in first ? first.value : first;
  return example ?? named ?? only ?? byDefault ?? listOf(choices)[0];
}

/** A value that fits a schema. */
function sample(schema: unknown, document: JsonObject, depth = 0): unknown {
  const own = resolved(schema, document);
  const given = stated(own);
  if (given !== undefined || depth > DEEPEST) return given ?? null;
  const [first] = [...listOf(own.oneOf), ...listOf(own.anyOf)];
  if (first !== undefined) return sample(first, document, depth + 1);
  if (Array.isArray(own.allOf)) {
    const parts = own.allOf.map((part) => sample(part, document, depth + 1)).filter(isObject);
    return Object.assign({}, ...parts, ...(isObject(own.properties) ? [objectOf(own, document, depth)] : []));
  }
  const type =
    listOf(own.type).find((one) => one !== 'null') ?? own.type ?? (isObject(own.properties) ? 'object' : 'string');
  if (type === 'object') return objectOf(own, document, depth);
  if (type === 'array') return [sample(own.items, document, depth + 1)];
  if (type === 'boolean') return true;
  if (type === 'integer' || type === 'number') return typeof own.minimum === 'number' ? own.minimum : 1;
  return FORMATS[String(own.format)] ?? 'text';
}

/** What an object has to hold; all that it may, where nothing is said to be needed. What only an answer holds is left out. */
function objectOf({ properties, required }: JsonObject, document: JsonObject, depth: number): JsonObject {
  const needed = new Set(listOf(required));
  const all = Object.entries(isObject(properties) ? properties : {}).filter(
    ([, schema]) => resolved(schema, document).readOnly !== true,
  );
  const own = needed.size > 0 ? all.filter(([name]) => needed.has(name)) : all;
  return Object.fromEntries(own.map(([name, schema]) => [name, sample(schema, document, depth + 1)]));
}

/** What a parameter is sent as, in a path or a query. */
function sentAs(parameter: JsonObject, document: JsonObject): string | number {
  const value = stated(parameter) ?? sample(parameter.schema ?? parameter, document);
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value !== 'text' ? value : '1';
}

function bodyOf(operation: JsonObject, parameters: readonly JsonObject[], document: JsonObject): Body | undefined {
  const { content } = resolved(operation.requestBody, document);
  if (isObject(content)) {
    const type = Object.keys(content).find((one) => /json/i.test(one)) ?? Object.keys(content)[0];
    const media = type === undefined ? {} : resolved(content[type], document);
    return type === undefined ? undefined : { type, value: stated(media) ?? sample(media.schema, document) };
  }
  const old = parameters.find((one) => one.in === 'body');
  return old && { type: 'application/json', value: sample(old.schema, document) };
}

/** The statuses of success that are stated, without a list where that is 200 alone. */
function expectOf({ responses }: JsonObject): readonly number[] | undefined {
  const statuses = Object.keys(isObject(responses) ? responses : {})
    .filter((status) => /^2\d\d$/.test(status))
    .map(Number);
  return statuses.length === 0 || (statuses.length === 1 && statuses[0] === 200) ? undefined : statuses;
}

function operationOf(
  method: string,
  path: string,
  operation: JsonObject,
  shared: readonly unknown[],
  document: JsonObject,
): Operation {
  const parameters = [...shared, ...listOf(operation.parameters)].map((one) => resolved(one, document));
  const inPath = new Map(parameters.filter((one) => one.in === 'path').map((one) => [String(one.name), one]));
  const values = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']): PathValue => {
    return { name, value: sentAs(inPath.get(name) ?? {}, document) };
  });
  const needed = parameters.filter((one) => one.in === 'query' && one.required === true);
  const query = needed.map(
    (one) => `${encodeURIComponent(String(one.name))}=${encodeURIComponent(sentAs(one, document))}`,
  );
  const name = textOf(operation.operationId) ?? `${method} ${path}`;
  return {
    id: idOf(name) || idOf(`${method} ${path}`),
    title: textOf(operation.summary) ?? `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    pattern: path,
    values,
    query: query.length === 0 ? '' : `?${query.join('&')}`,
    body: bodyOf(operation, parameters, document),
    expect: expectOf(operation),
  };
}

/** Where the system is: an address, or a path at an address that the reader knows. */
function serverOf(document: JsonObject): { readonly baseUrl: string | undefined; readonly prefix: string } {
  const [server] = listOf(document.servers).filter(isObject);
  const variables = isObject(server?.variables) ? server.variables : {};
  const url = textOf(server?.url)?.replaceAll(/\{([^}]+)\}/g, (whole, name: string) => {
    const variable = variables[name];
    return isObject(variable) && typeof variable.default === 'string' ? variable.default : whole;
  });
  if (url !== undefined && /^https?:\/\//.test(url)) return { baseUrl: url.replace(/\/+$/, ''), prefix: '' };
  if (url !== undefined)
    return { baseUrl: undefined, prefix: `/${url.replaceAll(/^\/+|\/+$/g, '')}`.replace(/^\/$/, '') };
  const base = textOf(document.basePath)?.replace(/\/+$/, '') ?? '';
  const host = textOf(document.host);
  const scheme = listOf(document.schemes).includes('https') ? 'https' : 'http';
  return host === undefined
    ? { baseUrl: undefined, prefix: base }
    : { baseUrl: `${scheme}://${host}${base}`, prefix: '' };
}

/** True for what says of itself that it is a description of OpenAPI or Swagger. */
export const isOpenApi = (value: unknown): value is JsonObject =>
  isObject(value) && isObject(value.paths) && (typeof value.openapi === 'string' || typeof value.swagger === 'string');

/** The operations of a description. Throws `bad-description` for one without any. */
export function readOpenApi(document: JsonObject, file: string): Described {
  const { baseUrl, prefix } = serverOf(document);
  const paths = Object.entries(isObject(document.paths) ? document.paths : {});
  const operations = paths.flatMap(([path, entry]) => {
    const own = resolved(entry, document);
    return METHODS.flatMap((method) => {
      const operation = own[method];
      return isObject(operation)
        ? [operationOf(method, `${prefix}${path}`, operation, listOf(own.parameters), document)]
        : [];
    });
  });
  if (operations.length === 0) throw new BuhaError('bad-description', { file, fault: 'no-operations' });
  return { baseUrl, operations: withDistinctIds(operations) };
}
