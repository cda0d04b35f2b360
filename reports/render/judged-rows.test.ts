import { expect, test } from 'vitest';
import { analysedReference } from '../../testing/reference-runs.ts';
import { reportView } from './view.ts';

const rowsOf = (api: 'recharge-balance' | 'get-balance') =>
  reportView([analysedReference(api)], { language: 'en' }).apis[0]?.result.table.rows.map(({ cells }) => cells) ?? [];

test.each(['recharge-balance', 'get-balance'] as const)(
  'of %s what ran of too small a part of its plan has neither a goal nor a mark of having missed it',
  (api) => {
    const [peak] = rowsOf(api).filter(([name]) => name?.includes('peak_test'));
    expect(peak?.[0]).toMatch(/of its plan|% /);
    expect(peak?.join(' ')).not.toMatch(/goal|\*\*/);
  },
);
