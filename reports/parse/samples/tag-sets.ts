import { MOST_FOLDED } from '../../model/measurement.ts';
import { hostOfUrlTag } from '../../text/host.ts';
import { unnumbered } from '../../text/random.ts';
import { foldedName, isAddress } from './fold-name.ts';
import { OwnTags } from './own-tags.ts';
import type { Series, SharedTimes } from './series.ts';

/** The tags of a sample that the model tells apart. Others cost nothing. */
export const SAMPLE_TAGS = ['scenario', 'name', 'check', 'status', 'error_code', 'expected_response', 'group'] as const;

/** The tags of a k6 process that is one of several of a run, as k6-operator gives them; in CSV among `extra_tags`. */
export const RUNNER_TAGS = ['instance_id', 'testrun_name'] as const;

/**
 * Tags by which people tell runs apart, the first of them by k6's own tools. With the same value in two files of one time
 * they are of one run.
 */
export const RUN_TAGS = [
  'testrun_name',
  'testid',
  'test_id',
  'testrun',
  'testrun_id',
  'test_run',
  'test_run_id',
  'run_id',
  'runid',
] as const;

/** Tags that CSV has among `extra_tags`. */
export const EXTRA_TAGS = [...new Set([...RUNNER_TAGS, ...RUN_TAGS])];

/** A tag that is not told apart, but tells whether k6 made the name of the request. */
export const ADDRESS_TAG = 'url';

/** Every tag that is read of a sample. */
export const READ_TAGS = [...SAMPLE_TAGS, ...EXTRA_TAGS, ADDRESS_TAG] as const;

/** Undefined or empty: the sample has no such tag. */
export type SampleTags = Readonly<Partial<Record<(typeof READ_TAGS)[number], string>>> & {
  /** Tags of the script's own as k6 writes them into CSV: `type=static&step=2`. */
  readonly own?: string | undefined;
};

/** Tags that samples share, and their series by the number of the metric. */
export interface TagSet extends SharedTimes {
  readonly scenario: string | undefined;
  readonly name: string | undefined;
  readonly check: string | undefined;
  /** Path of the group within which it was; undefined outside of any, and where there are too many of them. */
  readonly group: string | undefined;
  /** The script's own tags by which samples are told apart, with their values. */
  readonly own: ReadonlyMap<string, string>;
  readonly status: string | undefined;
  readonly errorCode: string | undefined;
  readonly expected: string | undefined;
  /** By the tag `url`, where that says more than the name: k6 makes them equal for what HTTP and WebSocket send. */
  readonly host: string | undefined;
  /** Which of the groups that k6 makes for `setup()` and `teardown()`; undefined outside them. */
  readonly setup: 'setup' | 'teardown' | undefined;
  /** Number of the runner, which is its place in `runners`. */
  readonly runner: number;
  readonly series: (Series | undefined)[];
}

/** So many names are URLs that nobody grouped; a table by endpoint would say nothing, and could fill the memory. */
const MOST_NAMES = MOST_FOLDED;

/** A script that names groups by what changes from iteration to iteration has more than these. */
const MOST_GROUPS = 500;

/** No test runs on more machines; a tag of this name that differs from request to request means something else. */
const MOST_RUNNERS = 1_000;

/** A k6 process: the file that it wrote, and what its samples call it. */
export interface RunnerTags {
  readonly file: number;
  readonly instanceId: string | undefined;
  readonly testRun: string | undefined;
}

const SETUP_GROUP = /^::(setup|teardown)(?:::|$)/;

function setupOf({ scenario, group }: SampleTags): TagSet['setup'] {
  const name = scenario ? undefined : group?.match(SETUP_GROUP)?.[1];
  return name === 'setup' || name === 'teardown' ? name : undefined;
}

/** The name, if it is one of the first so many; others are none. */
function limited(known: Set<string>, name = '', most = MOST_NAMES): string {
  if (name === '' || known.has(name)) return name;
  if (known.size >= most) return '';
  known.add(name);
  return name;
}

const orUndefined = (text: string) => text || undefined;

/** All different sets of tags of a run, in the order in which they came. */
export class TagSets {
  readonly all: TagSet[] = [];
  /** Every pair of tags that names a k6 process, by file; one without any names nothing. */
  readonly runners: RunnerTags[] = [];
  /** What the samples call their run, by tag; undefined for a tag that is not the same on all of them. */
  readonly runTags = new Map<string, string | undefined>();
  readonly #byKey = new Map<string, TagSet>();
  readonly #names = new Set<string>();
  /** Addresses that are no names any more, the first so many of them. */
  readonly #addresses = new Set<string>();
  readonly #hosts = new Set<string>();
  readonly #checks = new Set<string>();
  /** Those of checks, of which there may be as many as of checks, and those of requests. */
  readonly #checkGroups = new Set<string>();
  readonly #groups = new Set<string>();
  readonly #own = new OwnTags(EXTRA_TAGS);
  readonly #scenarios = new Set<string>();
  readonly #runners = new Map<string, number>();
  readonly #tellsApart: boolean;
  /** True once a sample told its group: then setup() is told by it. */
  tellsGroups = false;

  /** `tellsApart`: samples of different runners have different sets. */
  constructor(tellsApart = false) {
    this.#tellsApart = tellsApart;
  }

  /** True where samples tell their scenario. */
  get tellsScenarios(): boolean {
    return this.#scenarios.size > 0;
  }

  /** Whether samples are of `setup()` or `teardown()`. Where groups were not recorded: those outside every scenario. */
  isSetup({ setup, scenario }: TagSet): boolean {
    return setup !== undefined || (this.isUnscopedSetup && !scenario);
  }

  /** True where nothing but the lack of a scenario tells what `setup()` and `teardown()` sent. */
  get isUnscopedSetup(): boolean {
    return !this.tellsGroups && this.tellsScenarios;
  }

  #runnerOf({ instance_id: id = '', testrun_name: run = '' }: SampleTags, file: number): number {
    const key = `${file}\n${id}\n${run}`;
    const known = this.#runners.get(key);
    if (known !== undefined) return known;
    // Too many are none: all of the file's are one.
    if (this.runners.length >= MOST_RUNNERS && id !== '') return this.#runnerOf({}, file);
    const number = this.runners.push({ file, instanceId: orUndefined(id), testRun: orUndefined(run) }) - 1;
    this.#runners.set(key, number);
    return number;
  }

  /** How many addresses were folded; as many as are told apart where there were more. */
  get foldedAddresses(): number {
    return this.#addresses.size;
  }

  #nameOf({ name = '', url }: SampleTags): string {
    const folded = foldedName(name, url);
    if (folded !== name && isAddress(name)) limited(this.#addresses, name);
    return limited(this.#names, folded);
  }

  get hasTooManyGroups(): boolean {
    return this.#groups.size >= MOST_GROUPS;
  }

  /** Tags of the script's own that have few enough values to be told apart. */
  get ownTags(): readonly string[] {
    return this.#own.told;
  }

  get hasTooManyNames(): boolean {
    return this.#names.size >= MOST_NAMES;
  }

  #nameRun(tags: SampleTags): void {
    for (const tag of RUN_TAGS) {
      const value = tags[tag];
      if (!value) continue;
      if (!this.runTags.has(tag)) this.runTags.set(tag, value);
      else if (this.runTags.get(tag) !== value) this.runTags.set(tag, undefined);
    }
  }

  of(tags: SampleTags, file = 0): TagSet {
    this.#nameRun(tags);
    const { name, status = '', error_code = '', expected_response = '', url = '' } = tags;
    const scenario = limited(this.#scenarios, tags.scenario);
    const check = limited(this.#checks, unnumbered(tags.check ?? ''));
    const within = unnumbered(tags.group ?? '');
    const group = check ? limited(this.#checkGroups, within) : limited(this.#groups, within, MOST_GROUPS);
    const own = this.#own.of(tags.own);
    const setup = setupOf({ ...tags, scenario });
    if (tags.group !== undefined) this.tellsGroups = true;
    const known = this.#nameOf(tags);
    const host = url !== '' && url !== name ? limited(this.#hosts, hostOfUrlTag(url)) : '';
    const named = this.#runnerOf(tags, file);
    const runner = this.#tellsApart ? named : 0;
    const told = [status, error_code, expected_response, host];
    const key = JSON.stringify([scenario, known, check, group, told, setup, runner, [...own]]);
    const found = this.#byKey.get(key);
    if (found) return found;
    const made: TagSet = {
      scenario: orUndefined(scenario),
      name: orUndefined(known),
      check: orUndefined(check),
      group: orUndefined(group),
      own,
      status: orUndefined(status),
      errorCode: orUndefined(error_code),
      expected: orUndefined(expected_response),
      host: orUndefined(host),
      setup,
      runner,
      times: undefined,
      series: [],
    };
    this.#byKey.set(key, made);
    this.all.push(made);
    return made;
  }
}
