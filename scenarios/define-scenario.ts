import { check, sleep } from 'k6';
import http, { type Params, type Response } from 'k6/http';
import type { Api, ApiId } from '../options/apis.ts';
import { readEnvironment } from '../options/environment.ts';
import type { K6Options } from '../options/k6-options.ts';
import { lazyOptions } from './lazy-options.ts';
import { ownApis } from './own-apis.ts';

export interface User {
  readonly id: number | string;
  /** Bearer token of this user; sent with every request once the user is picked. */
  readonly token?: string;
}

export interface Product {
  readonly id: number | string;
}

type Send = (params: Params) => Response;

interface TestData {
  readonly baseUrl: string;
  /** Picks a user at random; the requests that follow carry this user's token, if there is one. */
  pickUser(): User;
  pickProduct(): Product;
}

export interface ScenarioContext extends TestData {
  /** Sends one request with the API's name tag, headers and expected statuses, and checks its status unless it is a rejection. */
  request(send: Send): Response;
}

export interface FlowContext extends TestData {
  /**
   * Like a scenario's `request`, for one of the flow's APIs; sleeps that API's think time around it. Under a name of its own
   * the step has figures, a check and goals of its own, apart from other steps that call the same API.
   */
  step(api: ApiId, send: Send, name?: string): Response;
}

/** A flow's script, and where its load goes: for requests outside the iterations, such as a login in `setup()`. */
export interface K6Flow<Setup> extends K6Script<Setup> {
  readonly target: { readonly baseUrl: string; readonly headers: Readonly<Record<string, string>> };
}

export interface K6Script<Setup> {
  readonly options: K6Options;
  /** k6's default function: one iteration. */
  readonly run: (setup: Setup) => void;
}

/** k6's own `require`, past the bundler, which would put a wrapper of 300 bytes around it. */
const modules = globalThis as unknown as { require(name: 'k6/data'): typeof import('k6/data') };

/**
 * What scenarios and flows have in common: test data, and one sender per API. It runs once per virtual user, thousands
 * of times, and what outlives it costs each of them memory: 1 KB a function or object, more for a module or the first
 * use of a built-in (a regular expression, Object.assign, an array's map). Hence one function, plain loops, and arrows
 * throughout: a function declaration carries a prototype object as well.
 */
const wire = (ids: readonly ApiId[]) => {
  const all = ownApis();
  const { baseUrl, headers, usersFile, productsFile } = readEnvironment(__ENV);
  // Rows of a file are held once for all users.
  const users =
    usersFile && new (modules.require('k6/data').SharedArray)<User>('users', () => JSON.parse(open(usersFile)));
  const products =
    productsFile &&
    new (modules.require('k6/data').SharedArray)<Product>('products', () => JSON.parse(open(productsFile)));
  /** Token of the user picked last. */
  let token: string | undefined;
  const apis: Api[] = [];
  const senders: ((send: Send, name?: string) => Response)[] = [];
  for (let at = 0; at < ids.length; at += 1) {
    const id = ids[at] as ApiId;
    const api: Api | undefined = all[id];
    // Nobody checks the types of a script before k6 runs it.
    if (!api) throw new Error(`buha.config has no API '${id}'; it has ${Object.keys(all).join(', ')}`);
    apis[at] = api;
    const { request, body, check: name, expect, rejections } = api;
    const params: Params = { tags: { name: request } };
    if (body) params.headers = { 'Content-Type': 'application/json', ...headers };
    else if (headers) params.headers = headers;
    // k6 counts 200–399 as expected; only an API that says otherwise needs its own list.
    if (expect || rejections.length > 0) {
      params.responseCallback = http.expectedStatuses(...(expect ?? [{ min: 200, max: 399 }]), ...rejections);
    }
    senders[at] = (send, step) => {
      const own = step ? { ...params, tags: { name: step } } : params;
      const response = send(token ? { ...own, headers: { ...own.headers, Authorization: `Bearer ${token}` } } : own);
      const { status } = response;
      // A rejection is an answer of the business, which no check fails.
      if (!rejections.includes(status)) {
        check(response, {
          [step ? `${step}: ${name}` : name]: () => (expect ? expect.includes(status) : status === 200),
        });
      }
      return response;
    };
  }
  return {
    baseUrl,
    apis,
    senders,
    request: undefined as ScenarioContext['request'] | undefined,
    // The reference's test data, unless there is a file: users 9338–9341 and products 1–4.
    pickUser(): User {
      if (!users) return { id: 9338 + Math.floor(Math.random() * 4) };
      const user = users[Math.floor(Math.random() * users.length)] as User;
      token = user.token;
      return user;
    },
    pickProduct(): Product {
      if (!products) return { id: 1 + Math.floor(Math.random() * 4) };
      return products[Math.floor(Math.random() * products.length)] as Product;
    },
  };
};

/**
 * A load test of one API: `iteration` sends its request once. Think time, name tag, check, expected statuses, test
 * data and options come from the catalogue and the environment.
 */
export const defineScenario = (id: ApiId, iteration: (context: ScenarioContext) => void): K6Script<void> => {
  const own = wire([id]);
  const api = own.apis[0] as Api;
  const before = api.thinkBeforeMs / 1000;
  const after = api.thinkAfterMs / 1000;
  own.request = own.senders[0];
  const context = own as ScenarioContext;
  return {
    // Options are for k6's first look at a script, as user 0.
    options: __VU === 0 ? lazyOptions().makeOptions(id, { [id]: api }, __ENV) : ({} as K6Options),
    run() {
      if (before > 0) sleep(before);
      iteration(context);
      if (after > 0) sleep(after);
    },
  };
};

/** A load test of several requests in a row, over APIs of the catalogue; `setup` is what the script's `setup()` returns. */
export const defineFlow = <Setup>(
  name: string,
  ids: readonly ApiId[],
  iteration: (context: FlowContext, setup: Setup) => void,
): K6Flow<Setup> => {
  const { apis, baseUrl, pickUser, pickProduct, senders } = wire(ids);
  const step: FlowContext['step'] = (id, request, own) => {
    const at = ids.indexOf(id);
    const [api, send] = [apis[at], senders[at]];
    if (!api || !send) throw new Error(`flow ${name} does not declare the API ${id}`);
    if (api.thinkBeforeMs > 0) sleep(api.thinkBeforeMs / 1000);
    const response = send(request, own);
    if (api.thinkAfterMs > 0) sleep(api.thinkAfterMs / 1000);
    return response;
  };
  const context = { baseUrl, pickUser, pickProduct, step };
  return {
    options:
      __VU === 0
        ? lazyOptions().makeOptions(name, Object.fromEntries(ids.map((id, at) => [id, apis[at] as Api])), __ENV)
        : ({} as K6Options),
    target: { baseUrl, headers: readEnvironment(__ENV).headers ?? {} },
    run: (setup) => iteration(context, setup),
  };
};
