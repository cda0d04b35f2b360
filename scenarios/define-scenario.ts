import { check, sleep } from 'k6';
import { SharedArray } from 'k6/data';
import http, { type Params, type Response } from 'k6/http';
import { APIS, type Api, type ApiId, requestName } from '../options/apis.ts';
import { type Environment, readEnvironment } from '../options/environment.ts';
import { type K6Options, k6Options } from '../options/k6-options.ts';

export interface User {
  readonly id: number | string;
  /** Bearer token of this user; sent with every request once the user is picked. */
  readonly token?: string;
}

export interface Product {
  readonly id: number | string;
}

/** The reference's test data: four users and four products. */
const DEFAULT_USERS: readonly User[] = [{ id: 9338 }, { id: 9339 }, { id: 9340 }, { id: 9341 }];
const DEFAULT_PRODUCTS: readonly Product[] = [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }];

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

/** Rows of a JSON file, held once for all virtual users; or the default rows. */
function rows<Row>(name: string, file: string | undefined, byDefault: readonly Row[]): readonly Row[] {
  return file ? new SharedArray(name, () => JSON.parse(open(file)) as Row[]) : byDefault;
}

function pick<Row>(from: readonly Row[]): Row {
  return from[Math.floor(Math.random() * from.length)] as Row;
}

/** Headers, test data and the sender of one API after another: what scenarios and flows have in common. */
function wire(environment: Environment) {
  const users = rows('users', environment.usersFile, DEFAULT_USERS);
  const products = rows('products', environment.productsFile, DEFAULT_PRODUCTS);
  const { baseUrl, headers } = environment;
  let token: string | undefined;

  function sender(api: Api) {
    const params: Params = {
      headers: api.body ? { 'Content-Type': 'application/json', ...headers } : headers,
      tags: { name: requestName(api) },
    };
    // k6 counts 200–399 as expected; only an API with rejections needs its own list.
    if (api.rejections.length > 0) {
      params.responseCallback = http.expectedStatuses({ min: 200, max: 399 }, ...api.rejections);
    }
    const checks = { [api.check]: (response: Response) => response.status === 200 };
    return (send: Send): Response => {
      const response = send(
        token ? { ...params, headers: { ...params.headers, Authorization: `Bearer ${token}` } } : params,
      );
      check(response, checks);
      return response;
    };
  }

  return {
    sender,
    baseUrl,
    pickUser() {
      const user = pick(users);
      token = user.token;
      return user;
    },
    pickProduct: () => pick(products),
  };
}

/** Options are for k6's first look at the script; a virtual user never reads them, and 3 500 copies cost memory. */
function options(run: string, apis: readonly ApiId[], environment: Environment): K6Options {
  return __VU === 0 ? k6Options(run, apis, environment.load) : ({} as K6Options);
}

/**
 * A load test of one API: `iteration` sends its request once. Think time, name tag, check, expected statuses, test
 * data and options come from the catalogue and the environment.
 */
export function defineScenario(id: ApiId, iteration: (context: ScenarioContext) => void): K6Script<void> {
  const environment = readEnvironment(__ENV);
  const api: Api = APIS[id];
  const { sender, ...data } = wire(environment);
  const context = { ...data, request: sender(api) };
  const before = api.thinkBeforeMs / 1000;
  const after = api.thinkAfterMs / 1000;
  return {
    options: options(id, [id], environment),
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
  apis: readonly ApiId[],
  iteration: (context: FlowContext, setup: Setup) => void,
): K6Flow<Setup> {
  const environment = readEnvironment(__ENV);
  const { sender, ...data } = wire(environment);
  const { baseUrl, headers } = environment;
  const send = Object.fromEntries(apis.map((id) => [id, sender(APIS[id])]));
  const context: FlowContext = {
    ...data,
    step(id, request) {
      const api: Api = APIS[id];
      if (api.thinkBeforeMs > 0) sleep(api.thinkBeforeMs / 1000);
      const sent = send[id];
      if (!sent) throw new Error(`flow ${name} does not declare the API ${id}`);
      const response = sent(request);
      if (api.thinkAfterMs > 0) sleep(api.thinkAfterMs / 1000);
      return response;
    },
  };
  return {
    options: options(name, apis, environment),
    target: { baseUrl, headers },
    run: (setup) => iteration(context, setup),
  };
}
