import { expect, test } from 'vitest';
import { metricAndPart, metricScope, partName, partsLike, scopeOfPart } from './part.ts';

test.each([
  ['http_reqs', { base: 'http_reqs', isOfSuccesses: false }],
  ['http_reqs{scenario:load}', { base: 'http_reqs', scenario: 'load' }],
  ['http_reqs{name:GET /users/{id}}', { part: { kind: 'request', name: 'GET /users/{id}' } }],
  ['http_reqs{ name : "GET /a" }', { part: { kind: 'request', name: 'GET /a' } }],
  ['http_reqs{name:http://a.test/b:1}', { part: { kind: 'request', name: 'http://a.test/b:1' } }],
  ['http_reqs{group:::cart::add}', { part: { kind: 'group', path: '::cart::add' } }],
  [
    'http_reqs{kind:list,expected_response:true}',
    { part: { kind: 'tag', tag: 'kind', value: 'list' }, isOfSuccesses: true },
  ],
])('%s is about', (metric, scope) => {
  expect(metricScope(metric)).toMatchObject({ scenario: undefined, part: undefined, isOfSuccesses: false, ...scope });
});

test.each([
  'http_reqs{status:200}',
  'http_reqs{name:a,scenario:b}',
  'http_reqs{name:}',
  'http_reqs{expected_response:false}',
])('%s is about no part that has a name', (metric) => expect(metricScope(metric)).toBeUndefined());

test('a threshold is told in words where its metric has any', () => {
  const part = { kind: 'request', name: 'a' };
  expect(metricAndPart('http_req_duration{name:a}')).toEqual({ metric: 'http_req_duration', part });
  expect(metricAndPart('http_req_duration{expected_response:true,name:a}')).toEqual({
    metric: 'http_req_duration{expected_response:true}',
    part,
  });
  expect(metricAndPart('http_req_waiting{name:a}')).toEqual({ metric: 'http_req_waiting{name:a}', part: undefined });
});

test('parts are found by name, and no name is one of JavaScript', () => {
  const parts = {
    endpoints: { 'GET /a': { requests: 1 } },
    groups: { '::cart::add': { requests: 2 } },
    tags: { kind: { list: { requests: 3 } } },
  };
  const all = (['request', 'group', 'tag'] as const).flatMap((kind) => partsLike(parts, { kind }));
  expect(all.map(partName)).toEqual(['GET /a', 'cart › add', 'kind:list']);
  expect(all.map((part) => scopeOfPart(parts, part)?.requests)).toEqual([1, 2, 3]);
  expect(scopeOfPart(parts, { kind: 'request', name: 'constructor' })).toBeUndefined();
  expect(scopeOfPart(parts, { kind: 'tag', tag: 'toString', value: 'name' })).toBeUndefined();
});
