import { expect, test } from 'vitest';
import { withoutCredentials } from './credentials.ts';

test('long texts take no longer than they are', () => {
  const cost = (text: string) => {
    const before = process.cpuUsage();
    withoutCredentials(text);
    const { user } = process.cpuUsage(before);
    return user;
  };
  for (const piece of ['a', 'a:/', 'aa:b', 'token', 'http://a:b', '@']) {
    cost(piece.repeat(2000));
    const [short, long] = [cost(piece.repeat(20_000)), cost(piece.repeat(160_000))];
    // Eight times the length; sixty-four times if each place read on to the end.
    expect(long, piece).toBeLessThan(30 * short + 20_000);
  }
});
