import http from 'k6/http';
import { defineScenario } from './define-scenario.ts';

const scenario = defineScenario('place-order', ({ baseUrl, pickUser, request }) => {
  const user = pickUser();
  const body = JSON.stringify({ userId: user.id, totalAmount: 600, products: [{ productId: 4, quantity: 1 }] });
  request((params) => http.post(`${baseUrl}/v1/orders`, body, params));
});

export const options = scenario.options;
export default scenario.run;
