/**
 * For the end-to-end tests: a service as teams have them. Log in for a token, list products, look at one, order it, cancel
 * the order. Writes demand a header against forged requests; answers are gzipped for who takes them. It counts what it
 * answers, to compare with what a report says.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import type { Certificate } from './certificates.ts';
import { signToken, subjectOf } from './tokens.ts';

export interface TeamSettings {
  /** Serves over TLS with this. */
  readonly certificate?: Certificate;
  /** Every so many requests, logins apart, are answered with 502 and an HTML page, as a proxy does. */
  readonly pageEvery?: number;
  /** How many orders there are (선착순); those after get 409. Without it, as many as are asked for. */
  readonly stock?: number;
}

export interface TeamService {
  readonly baseUrl: string;
  /** What writes have to carry in `X-CSRF-Token`; a login tells it, too. */
  readonly csrf: string;
  /** Answers so far by request and status: `POST /orders 201`. */
  readonly served: ReadonlyMap<string, number>;
  readonly close: () => void;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const CSRF = 'not-forged';
const PRODUCTS = 120;
const ERROR_PAGE = '<!DOCTYPE html><html><head><title>502</title></head><body><h1>Bad Gateway</h1></body></html>';

const answer = (status: number, body: unknown = { status }): Answer => ({ status, body });

class Shop {
  readonly #stock: number;
  /** Whether an order is cancelled. */
  readonly #orders: boolean[] = [];

  constructor(stock = Number.POSITIVE_INFINITY) {
    this.#stock = stock;
  }

  list(query: URLSearchParams): Answer {
    const [page, size] = [Number(query.get('page') ?? 0), Number(query.get('size') ?? 20)];
    const all = Array.from({ length: PRODUCTS }, (_, at) => this.#product(at + 1));
    const kept = all.filter(({ category }) => category === (query.get('category') ?? category));
    return answer(200, { total: kept.length, items: kept.slice(page * size, (page + 1) * size) });
  }

  detail(id: number): Answer {
    return id >= 1 && id <= PRODUCTS ? answer(200, this.#product(id)) : answer(404);
  }

  create(productId: number): Answer {
    if (!(productId >= 1 && productId <= PRODUCTS)) return answer(400);
    if (this.#orders.length >= this.#stock) return answer(409, { reason: 'sold out' });
    return answer(201, { id: this.#orders.push(false), productId });
  }

  cancel(id: number): Answer {
    const isCancelled = this.#orders[id - 1];
    if (isCancelled === undefined) return answer(404);
    this.#orders[id - 1] = true;
    return isCancelled ? answer(409, { reason: 'cancelled before' }) : answer(200, { id });
  }

  #product = (id: number) => ({ id, name: `상품 ${id}`, category: id % 2 === 0 ? 'book' : 'toy', price: 100 * id });
}

const bodyOf = async (request: IncomingMessage) =>
  (await json(request).catch(() => ({}))) as { user?: string; productId?: number };

/** Which request it is, as a report names it, with the id in its path. */
function routeOf(method: string, path: string): { name: string; id: number } {
  const id = Number(path.match(/\d+/)?.[0]);
  return { name: `${method} ${path.replace(/\d+/, '{id}')}`, id };
}

async function answerTo(name: string, id: number, url: URL, request: IncomingMessage, shop: Shop): Promise<Answer> {
  const body = await bodyOf(request);
  if (name === 'POST /login') {
    return body.user ? answer(200, { token: signToken(body.user), csrf: CSRF }) : answer(400);
  }
  if (subjectOf((request.headers.authorization ?? '').replace(/^Bearer /, '')) === undefined) return answer(401);
  if (request.method !== 'GET' && request.headers['x-csrf-token'] !== CSRF) return answer(403);
  if (name === 'GET /products') return shop.list(url.searchParams);
  if (name === 'GET /products/{id}') return shop.detail(id);
  if (name === 'POST /orders') return shop.create(body.productId ?? 0);
  if (name === 'POST /orders/{id}/cancel') return shop.cancel(id);
  return answer(404);
}

function send(response: ServerResponse, { status, body }: Answer, isZipped: boolean): void {
  const isPage = typeof body === 'string';
  const text = isPage ? body : JSON.stringify(body);
  response.setHeader('Content-Type', isPage ? 'text/html' : 'application/json');
  if (isZipped) response.setHeader('Content-Encoding', 'gzip');
  response.writeHead(status).end(isZipped ? gzipSync(text) : text);
}

export async function startTeamService({ certificate, pageEvery, stock }: TeamSettings = {}): Promise<TeamService> {
  const served = new Map<string, number>();
  const shop = new Shop(stock);
  let asked = 0;
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const { name, id } = routeOf(request.method ?? '', url.pathname);
    if (name !== 'POST /login') asked += 1;
    const isPage = pageEvery !== undefined && name !== 'POST /login' && asked % pageEvery === 0;
    const told = isPage ? answer(502, ERROR_PAGE) : await answerTo(name, id, url, request, shop);
    const key = `${name} ${told.status}`;
    served.set(key, (served.get(key) ?? 0) + 1);
    send(response, told, /\bgzip\b/.test(`${request.headers['accept-encoding']}`));
  };
  const server = certificate ? createSecureServer(certificate, serve) : createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `${certificate ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    csrf: CSRF,
    served,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
