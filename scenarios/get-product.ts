import http from 'k6/http';
import { defineScenario } from './define-scenario.ts';

const scenario = defineScenario('get-product', ({ baseUrl, pickProduct, request }) => {
  const product = pickProduct();
  request((params) => http.get(`${baseUrl}/v1/products/${product.id}`, params));
});

export const options = scenario.options;
export default scenario.run;
