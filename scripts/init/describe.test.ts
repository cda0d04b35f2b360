import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chosen } from './chosen.ts';
import { describedBy } from './describe.ts';
import { SECRET_VALUE } from './secret-values.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-describe-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function described(value: unknown) {
  const file = join(folder, 'described');
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  return describedBy(file);
}

const OPENAPI = {
  openapi: '3.1.0',
  servers: [{ url: 'https://{stage}.example.com/api/', variables: { stage: { default: 'staging' } } }],
  paths: {
    '/orders': {
      post: {
        operationId: 'createOrder',
        summary: 'Create an order',
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/NewOrder' } } } },
        responses: { 201: {}, 400: {} },
      },
      get: {
        parameters: [
          { name: 'page', in: 'query', required: true, schema: { type: 'integer' } },
          { name: 'q', in: 'query' },
        ],
      },
    },
    '/orders/{orderId}': {
      parameters: [{ name: 'orderId', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
      get: { operationId: 'getOrder', responses: { 200: {} } },
    },
  },
  components: {
    schemas: {
      NewOrder: {
        type: 'object',
        required: ['productId', 'lines'],
        properties: {
          productId: { type: 'integer', example: 7 },
          lines: { type: 'array', items: { $ref: '#/components/schemas/NewOrder' } },
          note: { type: 'string' },
        },
      },
    },
  },
};

describe('OpenAPI', () => {
  test('has an operation for each method of a path, with examples, needed parameters and statuses of success', async () => {
    const { baseUrl, operations } = await described(OPENAPI);
    expect(baseUrl).toBe('https://staging.example.com/api');
    expect(operations.map(({ id, method, pattern, query }) => [id, method, pattern, query])).toStrictEqual([
      ['get-orders', 'GET', '/orders', '?page=1'],
      ['create-order', 'POST', '/orders', ''],
      ['get-order', 'GET', '/orders/{orderId}', ''],
    ]);
    const [, create, one] = operations;
    expect(create).toMatchObject({ title: 'Create an order', expect: [201] });
    // A schema that holds itself has an end.
    expect(create?.body?.value).toMatchObject({ productId: 7, lines: [{ productId: 7 }] });
    expect(create?.body?.value).not.toHaveProperty('note');
    expect(one).toMatchObject({
      values: [{ name: 'orderId', value: '00000000-0000-4000-8000-000000000001' }],
      expect: undefined,
    });
  });

  test('of schemas that hold each other has an end', async () => {
    const names = Array.from({ length: 12 }, (_, at) => `S${at}`);
    const properties = Object.fromEntries(names.map((name) => [name, { $ref: `#/components/schemas/${name}` }]));
    const { operations } = await described({
      openapi: '3.0.0',
      paths: { '/a': { post: { requestBody: { content: { 'application/json': { schema: properties.S0 } } } } } },
      components: { schemas: Object.fromEntries(names.map((name) => [name, { type: 'object', properties }])) },
    });
    expect(JSON.stringify(operations).length).toBeLessThan(20_000);
  });

  test('names that mean something else are not those of an operation', async () => {
    const paths = { '/a': { get: { operationId: 'all' }, post: { operationId: 'read' } } };
    expect((await described({ openapi: '3.0.0', paths })).operations.map(({ id }) => id)).toStrictEqual([
      'get-a',
      'post-a',
    ]);
  });

  test('a server may be a path alone', async () => {
    const paths = { '/a': { get: {} } };
    const { baseUrl, prefix, operations } = await described({ openapi: '3.0.0', servers: [{ url: '/v1/' }], paths });
    expect([baseUrl, prefix, operations[0]?.pattern]).toStrictEqual([undefined, '/v1', '/a']);
    expect((await described({ ...OPENAPI })).prefix).toBe('/api');
  });

  test('forms of Swagger 2', async () => {
    const form = (...parameters: object[]) => ({ post: { parameters } });
    const { operations } = await described({
      swagger: '2.0',
      consumes: ['application/vnd.shop+json'],
      paths: {
        '/login': form({ in: 'formData', name: 'user', type: 'string', default: 'kim' }),
        '/photo': form({ in: 'formData', name: 'photo', type: 'file', required: true }),
        '/order': form({ in: 'body', name: 'order', schema: { properties: { n: { type: 'integer' } } } }),
      },
    });
    expect(operations.map(({ body }) => body)).toStrictEqual([
      { type: 'application/x-www-form-urlencoded', value: 'user=kim' },
      {
        type: 'multipart/form-data; boundary=----buha',
        value: expect.stringMatching(/name="photo"; filename="file.txt"/),
      },
      { type: 'application/vnd.shop+json', value: { n: 1 } },
    ]);
  });

  test('may be YAML, and Swagger 2', async () => {
    const swagger = `swagger: '2.0'
host: shop.test:8080
basePath: /v2
schemes: [http]
paths:
  /pets:
    post:
      parameters:
        - { in: body, name: pet, schema: { properties: { name: { type: string, example: Rex } } } }
`;
    const { baseUrl, operations } = await described(swagger);
    expect(baseUrl).toBe('http://shop.test:8080/v2');
    expect(operations[0]).toMatchObject({ id: 'post-pets', body: { value: { name: 'Rex' } } });
  });
});

const entry = (method: string, url: string, more: { status?: number; type?: string; body?: unknown } = {}) => ({
  request: {
    method,
    url,
    headers: [{ name: 'Authorization', value: 'Bearer geheim-12345' }],
    ...(more.body !== undefined && {
      postData: { mimeType: 'application/json; charset=utf-8', text: JSON.stringify(more.body) },
    }),
  },
  response: { status: more.status ?? 200, content: { mimeType: more.type ?? 'application/json' } },
});

describe('a recorded session', () => {
  test('is what was asked of the system that it used most, each kind once, without assets, failures and secrets', async () => {
    const { baseUrl, operations } = await described({
      log: {
        entries: [
          entry('GET', 'https://cdn.test/app.js', { type: 'text/javascript' }),
          entry('GET', 'https://stats.test/hit', { status: 204, type: '' }),
          entry('POST', 'http://shop.test/login', { body: { user: 'kim', password: 'geheim-12345' } }),
          entry('GET', 'http://shop.test/orders/17?token=geheim-12345&page=2'),
          entry('GET', 'http://shop.test/orders/18?token=geheim-12345&page=3'),
          entry('POST', 'http://shop.test/orders', { status: 201, body: { productId: 7 } }),
          entry('GET', 'http://shop.test/gone', { status: 404 }),
        ],
      },
    });
    expect(baseUrl).toBe('http://shop.test');
    expect(operations.map(({ method, pattern }) => `${method} ${pattern}`)).toStrictEqual([
      'POST /login',
      'GET /orders/{id}',
      'POST /orders',
    ]);
    expect(operations[1]).toMatchObject({
      values: [{ name: 'id', value: 17 }],
      query: `?token=${SECRET_VALUE}&page=2`,
    });
    expect(operations[2]).toMatchObject({ expect: [201], body: { type: 'application/json', value: { productId: 7 } } });
    expect(JSON.stringify(operations)).not.toContain('geheim');
  });
});

describe('bodies of a recorded session', () => {
  const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P';
  const bodyOf = async (postData: object) => {
    const { request, response } = entry('POST', 'http://shop.test/x/%zz');
    const { operations } = await described({ log: { entries: [{ request: { ...request, postData }, response }] } });
    return operations[0]?.body;
  };

  test.each([
    [
      'application/x-ndjson',
      { text: `{"a":"${JWT}","n":1}\n{"otp":"123456"}\n` },
      `{"a":"${SECRET_VALUE}","n":1}\n{"otp":"${SECRET_VALUE}"}\n`,
    ],
    ['application/x-ndjson', { text: 'pw=geheim' }, SECRET_VALUE],
    ['application/vnd.a+json; v=2', { text: '{"userPw":"geheim","n":1}' }, { userPw: SECRET_VALUE, n: 1 }],
    ['application/json', { text: 'geheim' }, SECRET_VALUE],
    ['text/plain', { text: 'geheim' }, SECRET_VALUE],
    [
      'application/x-www-form-urlencoded',
      { text: `password1=geheim&page=2&state=${JWT}&signature=geheim` },
      `password1=${SECRET_VALUE}&page=2&state=${SECRET_VALUE}&signature=${SECRET_VALUE}`,
    ],
    [
      'application/x-www-form-urlencoded',
      {
        params: [
          { name: 'cvc', value: '123' },
          { name: 'a', value: 'b c' },
        ],
      },
      `cvc=${SECRET_VALUE}&a=b%20c`,
    ],
  ])('%s %j', async (mimeType, postData, value) => {
    expect((await bodyOf({ mimeType, ...postData }))?.value).toStrictEqual(value);
  });

  test('in several parts', async () => {
    const params = [
      { name: 'title', value: 'hi' },
      { name: 'pw', value: 'geheim' },
      { name: 'file', fileName: 'a.png', value: 'geheim' },
    ];
    const body = await bodyOf({ mimeType: 'multipart/form-data; boundary=x', params, text: 'geheim' });
    expect(body?.type).toMatch(/boundary=/);
    expect(body?.value).toMatch(/name="title"\r\n\r\nhi\r\n/);
    expect(body?.value).toMatch(/filename="a\.png"/);
    expect(JSON.stringify(body)).not.toContain('geheim');
  });
});

test('what of a session becomes no scenario is counted', async () => {
  const { leftOut } = await described({
    log: {
      entries: [
        entry('GET', 'http://shop.test/orders'),
        entry('POST', 'http://shop.test/login', { status: 302 }),
        entry('GET', 'http://shop.test/gone', { status: 500 }),
        entry('GET', 'http://shop.test/a.css', { type: 'text/css' }),
        entry('OPTIONS', 'http://shop.test/orders', { status: 204 }),
        entry('GET', 'http://auth.test/token', { status: 204, type: '' }),
        entry('GET', 'http://cdn.test/a.js', { type: 'text/javascript' }),
        entry('GET', 'http://cdn.test/b.js', { type: 'text/javascript' }),
      ],
    },
  });
  expect(leftOut).toStrictEqual({
    elsewhere: [
      { host: 'cdn.test', requests: 2 },
      { host: 'auth.test', requests: 1 },
    ],
    redirects: 1,
    failed: 1,
    assets: 1,
  });
});

test('what is neither is named', async () => {
  await expect(described('{')).rejects.toMatchObject({ code: 'bad-description', facts: { fault: 'syntax' } });
  await expect(described({ a: 1 })).rejects.toMatchObject({ facts: { fault: 'other' } });
  await expect(described({ openapi: '3.0.0', paths: {} })).rejects.toMatchObject({ facts: { fault: 'no-operations' } });
  await expect(described({ log: { entries: [] } })).rejects.toMatchObject({ facts: { fault: 'no-operations' } });
});

test('operations are picked by number, range and name', async () => {
  const { operations } = await described(OPENAPI);
  const ids = (text: string) => chosen(operations, text).map(({ id }) => id);
  expect(ids('')).toStrictEqual(['get-orders', 'create-order', 'get-order']);
  expect(ids('3, 1-2')).toStrictEqual(['get-orders', 'create-order', 'get-order']);
  expect(ids('create-order,GET /orders')).toStrictEqual(['get-orders', 'create-order']);
  expect(() => ids('4')).toThrow(expect.objectContaining({ code: 'setting' }));
});
