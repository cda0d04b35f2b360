import http from 'k6/http';
import { defineScenario } from './define-scenario.ts';

const scenario = defineScenario('recharge-balance', ({ baseUrl, pickUser, request }) => {
  const user = pickUser();
  const body = JSON.stringify({ amount: Math.floor(Math.random() * 10000) + 1000 });
  request((params) => http.post(`${baseUrl}/v1/users/${user.id}/balance`, body, params));
});

export const options = scenario.options;
export default scenario.run;
