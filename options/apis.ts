/**
 * What is tested: one entry per API. The scenario of an API is `scenarios/<id>.ts`.
 * Each of thousands of virtual users evaluates this file: prose about an API stands in `reports/words`, and
 * the catalogue is a function, so that a user keeps only the entry it needs.
 */

export type TestDataKey = 'users' | 'products';

export interface Api {
  readonly title: { readonly ko: string; readonly en: string };
  /** Method and path pattern, as the report and the `name` tag show it: a placeholder stands for every id. */
  readonly request: string;
  /** Shape of the request body, for the report. */
  readonly body?: string;
  /** `read` leaves the system as it was; `write` changes it and usually takes a lock. */
  readonly kind: 'read' | 'write';
  /** Statuses of success, which the check looks for; 200 where it says none. */
  readonly expect?: readonly number[];
  /** Name of the check that every response must pass, rejections apart: its status is one of `expect`. */
  readonly check: string;
  /** Sleep before and after the request, in milliseconds: the user's think time. */
  readonly thinkBeforeMs: number;
  readonly thinkAfterMs: number;
  /** Which test data a request picks from at random. */
  readonly keys: readonly TestDataKey[];
  /** Statuses that are an answer of the business (409 sold out), not a failure: they do not count as failed, and nothing checks them. */
  readonly rejections: readonly number[];
}

/** Every entry. Virtual users call this and not `apiOf`: one function less for each. */
export const catalogue = () =>
  ({
    'get-balance': {
      title: { ko: '잔액 조회', en: 'Balance inquiry' },
      request: 'GET /v1/users/{id}/balance',
      kind: 'read',
      check: 'getBalance status is 200',
      thinkBeforeMs: 1000,
      thinkAfterMs: 1000,
      keys: ['users'],
      rejections: [],
    },
    'recharge-balance': {
      title: { ko: '잔액 충전', en: 'Balance recharge' },
      request: 'POST /v1/users/{id}/balance',
      body: '{ amount: 1000…10999 }',
      kind: 'write',
      check: 'recharge status is 200',
      thinkBeforeMs: 0,
      thinkAfterMs: 1000,
      keys: ['users'],
      rejections: [],
    },
    'place-order': {
      title: { ko: '상품 주문', en: 'Order' },
      request: 'POST /v1/orders',
      body: '{ userId, totalAmount: 600, products: [{ productId: 4, quantity: 1 }] }',
      kind: 'write',
      check: 'orders status is 200',
      thinkBeforeMs: 0,
      thinkAfterMs: 1000,
      keys: ['users'],
      rejections: [409],
    },
    'get-product': {
      title: { ko: '상품 조회', en: 'Product inquiry' },
      request: 'GET /v1/products/{id}',
      kind: 'read',
      check: 'getProduct status is 200',
      thinkBeforeMs: 0,
      thinkAfterMs: 1000,
      keys: ['products'],
      rejections: [],
    },
  }) as const satisfies Record<string, Api>;

export type ApiId = keyof ReturnType<typeof catalogue>;

export const apiOf = (id: ApiId): Api => catalogue()[id];

export const apiIds = () => Object.keys(catalogue()) as ApiId[];

export const isApiId = (name: string): name is ApiId => Object.hasOwn(catalogue(), name);

/** Think time of one iteration in milliseconds: Z of the operational laws. */
export function thinkTimeMs(api: Api): number {
  return api.thinkBeforeMs + api.thinkAfterMs;
}
