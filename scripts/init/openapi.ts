import { BuhaError } from '../../reports/model/error.ts';
import { isObject, type JsonObject } from '../json-object.ts';
import { bodyWith, isJson, isMultipart } from './body.ts';
import { type Body, type Described, idOf, type Operation, type PathValue, withDistinctIds } from './operation.ts';

/** Reads a description of OpenAPI 3 or Swagger 2 (https://spec.openapis.org/oas/v3.1.0): what its operations are, and what they may be sent. */

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'] as const;

/** Deeper than any body that somebody sends. */
const DEEPEST = 6;
/** So often a schema is put into itself: to show where, and no more. */
const MOST_NESTED = 2;
/** More values than a body has that somebody would read; schemas that hold each other have no end of them. */
const MOST_VALUES = 500;

const FORM = 'application/x-www-form-urlencoded';

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

/** Makes one value that fits a schema. */
class Sampler {
  readonly #document: JsonObject;
  /** Schemas that are being put in, from the outermost on. */
  readonly #open: JsonObject[] = [];
  #left = MOST_VALUES;

  constructor(document: JsonObject) {
    this.#document = document;
  }

  /** Undefined where a schema would go on without an end. */
  value(schema: unknown): unknown {
    const own = resolved(schema, this.#document);
    const given = stated(own);
    if (given !== undefined) return given;
    this.#left -= 1;
    const isOpen = this.#open.filter((one) => one === own).length >= MOST_NESTED;
    if (isOpen || this.#open.length > DEEPEST || this.#left < 0) return undefined;
    this.#open.push(own);
    const value = this.#within(own);
    this.#open.pop();
    return value;
  }

  #within(own: JsonObject): unknown {
    const [first] = [...listOf(own.oneOf), ...listOf(own.anyOf)];
    if (first !== undefined) return this.value(first);
    if (Array.isArray(own.allOf)) {
      const parts = own.allOf.map((part) => this.value(part)).filter(isObject);
      return Object.assign({}, ...parts, ...(isObject(own.properties) ? [this.#object(own)] : []));
    }
    const type =
      listOf(own.type).find((one) => one !== 'null') ?? own.type ?? (isObject(own.properties) ? 'object' : 'string');
    if (type === 'object') return this.#object(own);
    if (type === 'array') return [this.value(own.items)].filter((item) => item !== undefined);
    if (type === 'boolean') return true;
    if (type === 'integer' || type === 'number') return typeof own.minimum === 'number' ? own.minimum : 1;
    return FORMATS[String(own.format)] ?? 'text';
  }

  /** What an object has to hold; all that it may, where nothing is said to be needed. What only an answer holds is left out. */
  #object({ properties, required }: JsonObject): JsonObject {
    const needed = new Set(listOf(required));
    const all = Object.entries(isObject(properties) ? properties : {}).filter(
      ([, schema]) => resolved(schema, this.#document).readOnly !== true,
    );
    const own = needed.size > 0 ? all.filter(([name]) => needed.has(name)) : all;
    const values = own.map(([name, schema]) => [name, this.value(schema)] as const);
    return Object.fromEntries(values.filter(([, value]) => value !== undefined));
  }
}

/** A value that fits a schema; null where it has none. */
const sample = (schema: unknown, document: JsonObject): unknown => new Sampler(document).value(schema) ?? null;

/** What a parameter is sent as, in a path or a query. */
function sentAs(parameter: JsonObject, document: JsonObject): string | number {
  const value = stated(parameter) ?? sample(parameter.schema ?? parameter, document);
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value !== 'text' ? value : '1';
}

/** Names of the fields of a form that hold a file. */
function filesIn(schema: unknown, document: JsonObject): Set<string> {
  const { properties } = resolved(schema, document);
  const isFile = (one: unknown) => /^(?:binary|base64|byte)$/.test(String(resolved(one, document).format));
  return new Set(
    Object.entries(isObject(properties) ? properties : {}).flatMap(([name, one]) => (isFile(one) ? name : [])),
  );
}

/** The type of a body of Swagger 2, which an operation or the document states. */
const consumed = (operation: JsonObject, document: JsonObject): readonly string[] =>
  [...listOf(operation.consumes ?? document.consumes)].flatMap((one) => textOf(one) ?? []);

/** A body of Swagger 2: a schema, or fields of a form. */
function oldBodyOf(operation: JsonObject, parameters: readonly JsonObject[], document: JsonObject): Body | undefined {
  const types = consumed(operation, document);
  const whole = parameters.find((one) => one.in === 'body');
  if (whole) return bodyWith(types.find(isJson) ?? types[0] ?? 'application/json', sample(whole.schema, document));
  const fields = parameters.filter((one) => one.in === 'formData');
  if (fields.length === 0) return undefined;
  const needed = fields.filter((one) => one.required === true);
  const files = new Set(fields.filter((one) => one.type === 'file').map((one) => String(one.name)));
  const values = (needed.length > 0 ? needed : fields).map((one) => [String(one.name), sentAs(one, document)] as const);
  const isOfParts = files.size > 0 || types.some(isMultipart);
  return bodyWith(isOfParts ? 'multipart/form-data' : FORM, Object.fromEntries(values), files);
}

function bodyOf(operation: JsonObject, parameters: readonly JsonObject[], document: JsonObject): Body | undefined {
  const { content } = resolved(operation.requestBody, document);
  if (!isObject(content)) return oldBodyOf(operation, parameters, document);
  const type = Object.keys(content).find(isJson) ?? Object.keys(content)[0];
  if (type === undefined) return undefined;
  const media = resolved(content[type], document);
  return bodyWith(type, stated(media) ?? sample(media.schema, document), filesIn(media.schema, document));
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

/** Where the system is, if that is said, and the path below which its operations lie at any address. */
function serverOf(document: JsonObject): Pick<Described, 'baseUrl' | 'prefix'> {
  const [server] = listOf(document.servers).filter(isObject);
  const variables = isObject(server?.variables) ? server.variables : {};
  const url = textOf(server?.url)?.replaceAll(/\{([^}]+)\}/g, (whole, name: string) => {
    const variable = variables[name];
    return isObject(variable) && typeof variable.default === 'string' ? variable.default : whole;
  });
  const pathOf = (text: string) => `/${text.replaceAll(/^\/+|\/+$/g, '')}`.replace(/^\/$/, '');
  if (url !== undefined && /^https?:\/\//.test(url)) {
    return { baseUrl: url.replace(/\/+$/, ''), prefix: pathOf(url.replace(/^https?:\/\/[^/]*/, '')) };
  }
  if (url !== undefined) return { baseUrl: undefined, prefix: pathOf(url) };
  const prefix = pathOf(textOf(document.basePath) ?? '');
  const host = textOf(document.host);
  const scheme = listOf(document.schemes).includes('https') ? 'https' : 'http';
  return { baseUrl: host === undefined ? undefined : `${scheme}://${host}${prefix}`, prefix };
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
      return isObject(operation) ? [operationOf(method, path, operation, listOf(own.parameters), document)] : [];
    });
  });
  if (operations.length === 0) throw new BuhaError('bad-description', { file, fault: 'no-operations' });
  return { baseUrl, prefix, operations: withDistinctIds(operations) };
}
