import type { Series } from './series.ts';

/** The tags of a sample that the model tells apart. Others cost nothing. */
export const SAMPLE_TAGS = ['scenario', 'name', 'check', 'status', 'error_code', 'expected_response', 'group'] as const;

/** Undefined or empty: the sample has no such tag. */
export type SampleTags = Readonly<Partial<Record<(typeof SAMPLE_TAGS)[number], string>>>;

/** Tags that samples share, and their series by the number of the metric. */
export interface TagSet {
  readonly scenario: string | undefined;
  readonly name: string | undefined;
  readonly check: string | undefined;
  readonly status: string | undefined;
  readonly errorCode: string | undefined;
  readonly expected: string | undefined;
  /** Within the group that k6 makes for `setup()` and `teardown()`. */
  readonly setup: boolean;
  readonly series: (Series | undefined)[];
}

/** So many names are URLs that nobody grouped; a table by endpoint would say nothing, and could fill the memory. */
const MOST_NAMES = 10_000;

const SETUP_GROUP = /^::(?:setup|teardown)(?:::|$)/;

/** The name, if it is one of the first so many; others are none. */
function limited(known: Set<string>, name = ''): string {
  if (name === '' || known.has(name)) return name;
  if (known.size >= MOST_NAMES) return '';
  known.add(name);
  return name;
}

const orUndefined = (text: string) => text || undefined;

/** All different sets of tags of a run, in the order in which they came. */
export class TagSets {
  readonly all: TagSet[] = [];
  readonly #byKey = new Map<string, TagSet>();
  readonly #names = new Set<string>();
  readonly #checks = new Set<string>();
  readonly #scenarios = new Set<string>();
  /** True once a sample told its group: then setup() is told by it. */
  tellsGroups = false;

  get hasTooManyNames(): boolean {
    return this.#names.size >= MOST_NAMES;
  }

  of(tags: SampleTags): TagSet {
    const { name = '', status = '', error_code = '', expected_response = '' } = tags;
    const scenario = limited(this.#scenarios, tags.scenario);
    const check = limited(this.#checks, tags.check);
    const setup = !scenario && tags.group !== undefined && SETUP_GROUP.test(tags.group);
    if (tags.group !== undefined) this.tellsGroups = true;
    const known = limited(this.#names, name);
    const key = JSON.stringify([scenario, known, check, status, error_code, expected_response, setup]);
    const found = this.#byKey.get(key);
    if (found) return found;
    const made: TagSet = {
      scenario: orUndefined(scenario),
      name: orUndefined(known),
      check: orUndefined(check),
      status: orUndefined(status),
      errorCode: orUndefined(error_code),
      expected: orUndefined(expected_response),
      setup,
      series: [],
    };
    this.#byKey.set(key, made);
    this.all.push(made);
    return made;
  }
}
