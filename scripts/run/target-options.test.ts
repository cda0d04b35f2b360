import { expect, test } from 'vitest';
import { withTargetOptions } from './target-options.ts';

const NONE = {
  insecure: false,
  ca: undefined,
  serverMetrics: undefined,
  serverQueries: undefined,
  serverPreset: undefined,
  serverLabels: undefined,
};
const SAID = {
  baseUrl: 'https://staging.test',
  ca: 'ca.pem',
  serverMetrics: {
    source: 'http://prometheus:9090',
    presets: ['spring', 'mysql'],
    labels: { app: 'shop', namespace: 'test' },
  },
};

test('what the config says of a target holds where the user says nothing', () => {
  expect(withTargetOptions(NONE, SAID)).toStrictEqual({
    ...NONE,
    ca: 'ca.pem',
    serverMetrics: 'http://prometheus:9090',
    serverPreset: 'spring,mysql',
    serverLabels: 'app="shop",namespace="test"',
    ofTarget: { trust: true, monitoring: true },
  });
  expect(withTargetOptions(NONE, { baseUrl: 'https://staging.test', insecure: true })).toStrictEqual({
    ...NONE,
    insecure: true,
    ofTarget: { trust: true, monitoring: false },
  });
  expect(withTargetOptions(NONE, { baseUrl: 'https://staging.test', insecure: false })).toStrictEqual(NONE);
  expect(withTargetOptions(NONE, undefined)).toStrictEqual(NONE);
});

test('what the user says is nearer', () => {
  expect(withTargetOptions({ ...NONE, insecure: true, serverPreset: 'node' }, SAID)).toMatchObject({
    insecure: true,
    ca: undefined,
    serverPreset: 'node',
    serverLabels: 'app="shop",namespace="test"',
    ofTarget: { trust: false, monitoring: true },
  });
  // Another monitoring is asked other things.
  const other = { ...NONE, serverMetrics: 'cpu.csv' };
  expect(withTargetOptions(other, SAID)).toStrictEqual({
    ...{ ...other, ca: 'ca.pem' },
    ofTarget: { trust: true, monitoring: false },
  });
});
