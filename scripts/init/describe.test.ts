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
