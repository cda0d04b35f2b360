import http, { type Params } from 'k6/http';
import { defineFlow } from '../define-scenario.ts';

/** What `setup()` hands to every virtual user: one login for the whole test. */
interface Login {
  readonly userId: number;
  readonly token: string;
}

const USER_ID = 9338;

const flow = defineFlow<Login>(
  'login-and-order',
  ['get-product', 'place-order', 'get-balance'],
  ({ baseUrl, pickProduct, step }, { userId, token }) => {
    const loggedIn = (params: Params): Params => ({
      ...params,
      headers: { ...params.headers, Authorization: `Bearer ${token}` },
    });
    step('get-product', (params) => http.get(`${baseUrl}/v1/products/${pickProduct().id}`, loggedIn(params)));

    const order = JSON.stringify({ userId, totalAmount: 600, products: [{ productId: 4, quantity: 1 }] });
    step('place-order', (params) => http.post(`${baseUrl}/v1/orders`, order, loggedIn(params)));

    step('get-balance', (params) => http.get(`${baseUrl}/v1/users/${userId}/balance`, loggedIn(params)));
  },
);

/** Runs once, before the load. Its own requests count in k6's overall figures. */
export function setup(): Login {
  const { baseUrl, headers } = flow.target;
  const response = http.post(`${baseUrl}/v1/login`, JSON.stringify({ userId: USER_ID }), {
    headers: { 'Content-Type': 'application/json', ...headers },
    // Bodies are discarded by default; this one is needed.
    responseType: 'text',
    tags: { name: 'POST /v1/login' },
  });
  if (response.status !== 200) throw new Error(`login failed with status ${response.status}`);
  const token = response.json('token');
  if (typeof token !== 'string') throw new Error('the login answered without a token');
  return { userId: USER_ID, token };
}

export const options = flow.options;
export default flow.run;
