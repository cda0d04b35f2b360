import { describe, expect, test } from 'vitest';
import { fileOutputs, readOutputs, systemTags } from './outputs.ts';

describe('further outputs of k6', () => {
  test('go on as they are', () => {
    expect(readOutputs(['json=a.json', 'influxdb=http://h:8086/k6'], undefined)).toEqual({
      out: ['json=a.json', 'influxdb=http://h:8086/k6'],
      env: {},
      secrets: [],
    });
  });

  test('a Prometheus is one, with its address and credentials in the environment only', () => {
    const { out, env, secrets } = readOutputs([], 'https://me:p%40ss@prometheus.example.com/api/v1/write');
    expect(out).toEqual(['experimental-prometheus-rw']);
    expect(env).toEqual({
      K6_PROMETHEUS_RW_SERVER_URL: 'https://prometheus.example.com/api/v1/write',
      K6_PROMETHEUS_RW_USERNAME: 'me',
      K6_PROMETHEUS_RW_PASSWORD: 'p@ss',
    });
    expect(secrets).toEqual(['p@ss']);
  });

  test.each(['', 'prometheus:9090', 'ftp://h/write', 'not an address'])('an address %j is refused', (address) => {
    expect(() => readOutputs([], address)).toThrow(expect.objectContaining({ code: 'setting' }));
  });

  test.each(['ftp://me:hush@h/write', 'me:hush@h', 'http://me:hush@'])('and %j without its password', (address) => {
    expect(() => readOutputs([], address)).toThrow(
      expect.objectContaining({ facts: expect.objectContaining({ value: expect.not.stringContaining('hush') }) }),
    );
  });

  test('a password may hold what is no escape', () => {
    expect(readOutputs([], 'http://m%e:50%zz@h/w')).toMatchObject({
      env: { K6_PROMETHEUS_RW_USERNAME: 'm%e', K6_PROMETHEUS_RW_PASSWORD: '50%zz' },
      secrets: ['50%zz'],
    });
  });

  test('only the cloud needs the text of failures on every sample', () => {
    expect(systemTags([], {})).not.toMatch(/\berror\b/);
    expect(systemTags(['json=cloud', 'cloudy'], {})).toBe(systemTags([], {}));
    expect(systemTags(['json=a', 'cloud'], {})).toBe(`${systemTags([], {})},error`);
  });

  test('a threshold has the tags that it speaks of', () => {
    const tags = (...metrics: string[]) =>
      systemTags([], { thresholds: Object.fromEntries(metrics.map((metric) => [metric, ['count<1']])) });
    const lean = systemTags([], {});
    expect(tags('http_reqs', 'http_reqs{method:GET,status:200}', 'http_reqs{curl:1}', 'url')).toBe(lean);
    expect(tags('ws_msgs_sent{scenario:a, url:ws://h/}', 'http_reqs{proto:HTTP/1.1}')).toBe(`${lean},proto,url`);
    expect(systemTags([], { thresholds: null })).toBe(lean);
    expect(systemTags([], {}, true)).toBe(`${lean},url`);
  });

  test('an empty one is refused; those that are files are told apart', () => {
    expect(() => readOutputs([' '], undefined)).toThrow(expect.objectContaining({ code: 'setting' }));
    expect(fileOutputs(readOutputs(['json=a', 'csv=b', 'cloud'], 'http://h/w'))).toEqual(['json=a', 'csv=b']);
  });
});
