import type { Check } from '../model/measurement.ts';

type Listed<Item> = readonly Item[] | Readonly<Record<string, Item>>;

interface CountedCheck {
  readonly name: string;
  readonly passes: number;
  readonly fails: number;
}

/** A group of a summary; its checks and groups are lists, or keyed by their names. */
export interface SummaryGroup {
  readonly name?: string | undefined;
  readonly checks: Listed<CountedCheck>;
  readonly groups: Listed<SummaryGroup>;
}

/** Every check of a group and of those within it, with the path of the group in which it stands. */
export function checksWithin(root: SummaryGroup): Check[] {
  const found: Check[] = [];
  // No recursion: how deep groups lie within each other is the input's say.
  const open: { readonly group: SummaryGroup; readonly path: string }[] = [{ group: root, path: '' }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { group, path } = next;
    for (const { name, passes, fails } of Object.values(group.checks)) {
      found.push({ name, ...(path !== '' && { group: path }), passed: passes, failed: fails });
    }
    const inner = Object.entries(group.groups).map(([key, own]) => ({
      group: own,
      path: `${path}::${own.name ?? key}`,
    }));
    for (const own of inner.toReversed()) open.push(own);
  }
  return found;
}
