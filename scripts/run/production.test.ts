import { expect, test } from 'vitest';
import { guarded, looksLikeProduction } from './production.ts';

test.each([
  'www.shop.co.kr',
  'api.shop.com',
  'shop.com:8443',
  'prod-api.internal',
  'api.prod2.corp',
  'live.shop.com',
  '203.0.113.7',
  '[2001:db8::7]:443',
])('%s may serve customers', (host) => expect(looksLikeProduction(host)).toBe(true));

test.each([
  'staging.shop.com',
  'api-dev.shop.com',
  'qa2.shop.com:8080',
  'preprod.shop.com',
  'nonprod.shop.com',
  'shop.test',
  'db.internal',
  'orders.team.svc.cluster.local',
  'orders',
  'localhost:8080',
  '127.0.0.1',
  '10.1.2.3:80',
  '172.20.0.4',
  '192.168.0.9',
  '[fd00::1]:80',
])('%s says that it does not', (host) => expect(looksLikeProduction(host)).toBe(false));

test('what the config says of a target holds for its host, whatever its name and whoever names it', () => {
  const targets = {
    live: { baseUrl: 'https://staging.shop.com/api', production: true },
    tunnel: { baseUrl: 'http://127.0.0.1:8443', production: true },
    open: { baseUrl: 'https://api.shop.com', production: false },
    unsaid: { baseUrl: 'https://www.shop.com' },
    shop: 'shop' as const,
  };
  const all = (...hosts: readonly string[]) => hosts.map((host) => guarded(host, targets));
  expect(all('staging.shop.com', 'STAGING.shop.com:8443', 'localhost:8443')).toStrictEqual(Array(3).fill('marked'));
  expect(all('api.shop.com', 'api.shop.com:443', '127.0.0.1:80', 'dev.shop.com')).toStrictEqual(
    Array(4).fill(undefined),
  );
  expect(all('www.shop.com', 'api.shop.com:8443')).toStrictEqual(['likely', 'likely']);
});
