import http from 'k6/http';
import { defineScenario } from './define-scenario.ts';

const scenario = defineScenario('get-balance', ({ baseUrl, pickUser, request }) => {
  const user = pickUser();
  request((params) => http.get(`${baseUrl}/v1/users/${user.id}/balance`, params));
});

export const options = scenario.options;
export default scenario.run;
