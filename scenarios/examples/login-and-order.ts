import http from 'k6/http';
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
    const headers = { Authorization: `Bearer ${token}` };
    step('get-product', (params) => http.get(`${baseUrl}/v1/products/${pickProduct().id}`, params));

    const order = JSON.stringify({ userId, totalAmount: 600, products: [{ productId: 4, quantity: 1 }] });
    step('place-order', (params) =>
      http.post(`${baseUrl}/v1/orders`, order, { ...params, headers: { ...params.headers, ...headers } }),
    );

    step('get-balance', (params) => http.get(`${baseUrl}/v1/users/${userId}/balance`, params));
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
  return { userId: USER_ID, token: String(response.json('token')) };
}

export const options = flow.options;
export default flow.run;
