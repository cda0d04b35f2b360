import { check, sleep } from 'k6';
import { SharedArray } from 'k6/data';
import http, { type Params, type Response } from 'k6/http';
import { type Api, type ApiId, catalogue, requestName } from '../options/apis.ts';
import { type Environment, readEnvironment } from '../options/environment.ts';
import type { Apis, K6Options } from '../options/k6-options.ts';
import { lazyOptions } from './lazy-options.ts';

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
  /** Sends one request with the API's name tag, headers and expected statuses, and checks its status. */
  request(send: Send): Response;
}

export interface FlowContext extends TestData {
  /** Like a scenario's `request`, for one of the flow's APIs; sleeps that API's think time around it. */
  step(api: ApiId, send: Send): Response;
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

/** Options are for k6's first look at a script, as user 0. Virtual users never read them. */
function options(run: string, apis: Apis): K6Options {
  if (__VU !== 0) return {} as K6Options;
  const { k6Options, readLoad } = lazyOptions();
  return k6Options(run, apis, readLoad(__ENV));
}

// What follows runs once per virtual user. An object or function that outlives it costs memory, and so does the first
// use of a built-in (a regular expression, Object.assign, an array's map): each user gets its own copy.

/** The reference's test data: four users and four products. */
const DEFAULT_USERS = [9338, 9339, 9340, 9341];
const DEFAULT_PRODUCTS = [1, 2, 3, 4];

function pick<Row>(from: readonly Row[]): Row {
  return from[Math.floor(Math.random() * from.length)] as Row;
}

interface Session extends TestData {
  /** Token of the user picked last. */
  token: string | undefined;
}

/** Test data of one virtual user. Rows from a file are held once for all users. */
function session({ baseUrl, usersFile, productsFile }: Environment): Session {
  const users = usersFile && new SharedArray<User>('users', () => JSON.parse(open(usersFile)));
  const products = productsFile && new SharedArray<Product>('products', () => JSON.parse(open(productsFile)));
  const own: Session = {
    baseUrl,
    token: undefined,
    pickUser() {
      if (!users) return { id: pick(DEFAULT_USERS) };
      const user = pick(users);
      own.token = user.token;
      return user;
    },
    pickProduct: () => (products ? pick(products) : { id: pick(DEFAULT_PRODUCTS) }),
  };
  return own;
}

/** Sends requests of one API with its name tag, headers and expected statuses, and checks the answers. */
function sender(api: Api, headers: Environment['headers'], own: Session): (send: Send) => Response {
  const params: Params = {
    headers: api.body ? { 'Content-Type': 'application/json', ...headers } : headers,
    tags: { name: requestName(api) },
  };
  // k6 counts 200–399 as expected; only an API with rejections needs its own list.
  if (api.rejections.length > 0) {
    params.responseCallback = http.expectedStatuses({ min: 200, max: 399 }, ...api.rejections);
  }
  const checks = { [api.check]: (response: Response) => response.status === 200 };
  return (send) => {
    const { token } = own;
    const response = send(
      token ? { ...params, headers: { ...params.headers, Authorization: `Bearer ${token}` } } : params,
    );
    check(response, checks);
    return response;
  };
}

/**
 * A load test of one API: `iteration` sends its request once. Think time, name tag, check, expected statuses, test
 * data and options come from the catalogue and the environment.
 */
export function defineScenario(id: ApiId, iteration: (context: ScenarioContext) => void): K6Script<void> {
  const environment = readEnvironment(__ENV);
  const api: Api = catalogue()[id];
  const context = session(environment) as Session & { request: ScenarioContext['request'] };
  context.request = sender(api, environment.headers, context);
  const before = api.thinkBeforeMs / 1000;
  const after = api.thinkAfterMs / 1000;
  return {
    options: options(id, { [id]: api }),
    run() {
      if (before > 0) sleep(before);
      iteration(context);
      if (after > 0) sleep(after);
    },
  };
}

/** A load test of several requests in a row, over APIs of the catalogue; `setup` is what the script's `setup()` returns. */
export function defineFlow<Setup>(
  name: string,
  ids: readonly ApiId[],
  iteration: (context: FlowContext, setup: Setup) => void,
): K6Flow<Setup> {
  const environment = readEnvironment(__ENV);
  const own = session(environment);
  const apis: Record<string, Api> = {};
  const senders: Record<string, (send: Send) => Response> = {};
  for (const id of ids) {
    const api: Api = catalogue()[id];
    apis[id] = api;
    senders[id] = sender(api, environment.headers, own);
  }
  const step: FlowContext['step'] = (id, request) => {
    const [api, send] = [apis[id], senders[id]];
    if (!api || !send) throw new Error(`flow ${name} does not declare the API ${id}`);
    if (api.thinkBeforeMs > 0) sleep(api.thinkBeforeMs / 1000);
    const response = send(request);
    if (api.thinkAfterMs > 0) sleep(api.thinkAfterMs / 1000);
    return response;
  };
  const context = { ...own, step };
  return {
    options: options(name, apis),
    target: environment,
    run: (setup) => iteration(context, setup),
  };
}
