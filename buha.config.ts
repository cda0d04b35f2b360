import { defineConfig } from './options/config.ts';

/** This repository's own project: the four APIs of the reference, its load and its goals, against the built-in shop. */
export default defineConfig({
  scenarios: 'scenarios',
  apis: {
    'get-balance': {
      title: { ko: '잔액 조회', en: 'Balance inquiry' },
      reason: {
        ko: '주문과 충전 화면마다 호출되어 조회 요청 가운데 빈도가 높습니다.',
        en: 'Every order and recharge page calls it, so it is among the most frequent reads.',
      },
      request: 'GET /v1/users/{id}/balance',
      kind: 'read',
      check: 'getBalance status is 200',
      thinkBeforeMs: 1000,
      thinkAfterMs: 1000,
      keys: ['users'],
      rejections: [],
    },
    'recharge-balance': {
      title: { ko: '잔액 충전', en: 'Balance recharge' },
      reason: {
        ko: '한 사용자의 잔액을 여러 요청이 동시에 바꾸므로 정합성을 지키는 비용이 드러납니다.',
        en: 'Many requests change one balance at the same time, which shows what keeping it consistent costs.',
      },
      request: 'POST /v1/users/{id}/balance',
      body: '{ amount: 1000…10999 }',
      kind: 'write',
      check: 'recharge status is 200',
      thinkBeforeMs: 0,
      thinkAfterMs: 1000,
      keys: ['users'],
      rejections: [],
    },
    'place-order': {
      title: { ko: '상품 주문', en: 'Order' },
      reason: {
        ko: '재고와 잔액을 한 트랜잭션에서 줄이며 매출과 직접 연결됩니다.',
        en: 'It takes stock and money in one transaction, and revenue depends on it.',
      },
      request: 'POST /v1/orders',
      body: '{ userId, totalAmount: 600, products: [{ productId: 4, quantity: 1 }] }',
      kind: 'write',
      check: 'orders status is 200',
      thinkBeforeMs: 0,
      thinkAfterMs: 1000,
      keys: ['users'],
      rejections: [409],
    },
    'get-product': {
      title: { ko: '상품 조회', en: 'Product inquiry' },
      reason: {
        ko: '방문자 대부분이 거치는 요청으로, 행사 때 트래픽이 가장 먼저 몰립니다.',
        en: 'Nearly every visitor passes through it, and a sale hits it first.',
      },
      request: 'GET /v1/products/{id}',
      kind: 'read',
      check: 'getProduct status is 200',
      thinkBeforeMs: 0,
      thinkAfterMs: 1000,
      keys: ['products'],
      rejections: [],
    },
  },
  profile: 'seed',
  profiles: {
    // The reference's common options, to the digit.
    seed: {
      purpose: {
        ko: '점진적으로 늘어나는 부하(`load_test`)와 두 번 치솟는 부하(`peak_test`)를 동시에 가해 처리 능력을 평가합니다.',
        en: 'A gradually growing load (`load_test`) and a load that peaks twice (`peak_test`) at the same time, to see what the system can handle.',
      },
      // The reference's peak cannot be delivered by its own 500 VUs on any server.
      minDelivered: 0,
      scenarios: {
        load_test: {
          executor: 'ramping-vus',
          startVUs: 0,
          stages: [
            { duration: '10s', target: 1000 },
            { duration: '30s', target: 1000 },
            { duration: '10s', target: 3000 },
            { duration: '30s', target: 3000 },
            { duration: '10s', target: 0 },
          ],
        },
        peak_test: {
          executor: 'ramping-arrival-rate',
          startRate: 10,
          timeUnit: '1s',
          preAllocatedVUs: 200,
          maxVUs: 500,
          stages: [
            { duration: '10s', target: 1000 },
            { duration: '20s', target: 5000 },
            { duration: '30s', target: 1000 },
            { duration: '10s', target: 5000 },
          ],
        },
      },
    },
  },
  serviceLevels: {
    read: { p95Ms: 1000, failedRatio: 0.01 },
    write: { p95Ms: 3000, failedRatio: 0.01 },
  },
});
