import { expect, test } from 'vitest';
import { growthOf, LINEAR } from '../../testing/growth.ts';
import { withoutCredentials } from './credentials.ts';

test.each(['a', 'a:/', 'aa:b', 'token', 'http://a:b', '@'])(
  'long texts of %s take no longer than they are',
  async (piece) => {
    expect(await growthOf((size) => piece.repeat(size), 20_000, withoutCredentials)).toBeLessThan(LINEAR);
  },
);
