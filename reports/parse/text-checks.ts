import type { Check, Metric } from '../model/measurement.ts';
import type { SectionPath } from './text-section.ts';

interface CheckLine {
  readonly name: string;
  readonly outline: SectionPath;
  passed: number | undefined;
  failed: number | undefined;
}

interface CheckSection {
  readonly path: SectionPath;
  readonly checks: CheckLine[];
  /** What they are called, as far as another piece was joined: a document may show very many. */
  readonly keys: Set<string>;
  /** True where something else follows below them, so that none is missing there. */
  ended: boolean;
}

const keyOf = ({ name, outline }: CheckLine) => `${outline.groupPath ?? ''}::${name}`;

type Values = Metric['values'];

type Counts = Pick<Check, 'passed' | 'failed'>;

const sum = (checks: readonly Counts[], pick: (check: Counts) => number | undefined) =>
  checks.reduce((all, check) => all + (pick(check) ?? 0), 0);

const isCounted = ({ passed, failed }: Check) => passed !== undefined && failed !== undefined;

/**
 * What is left of a check of the whole run beside those of its name within groups; undefined where that is nothing, as
 * far as anybody counted.
 */
function outside(whole: Check, within: readonly Check[]): Check | 'contradictory' | undefined {
  const failed = (whole.failed ?? 0) - sum(within, (check) => check.failed);
  const passed = [whole, ...within].every(isCounted)
    ? (whole.passed ?? 0) - sum(within, (check) => check.passed)
    : undefined;
  if (failed < 0 || (passed ?? 0) < 0) return 'contradictory';
  return failed + (passed ?? 0) > 0 ? { name: whole.name, passed, failed } : undefined;
}

const added = (a: number | undefined, b: number | undefined) =>
  a === undefined || b === undefined ? undefined : a + b;

/**
 * Checks of a text. Before k6 1.0 each stands once, below its group. Since then the whole run's section has them by name
 * alone, all groups together; only the full mode, which has a section for each group of each scenario, tells them apart.
 */
export class TextChecks {
  readonly #sections = new Map<string, CheckSection>();

  /** Column of the metrics, which is that of the outermost groups before 1.0. */
  baseIndent = 0;

  /** The next check, in the section of a path; `outline` has the group of which only the title stands above it. */
  add(path: SectionPath, outline: SectionPath, name: string, passed: boolean): void {
    const known = this.#sections.get(path.tags);
    const section = known ?? { path, checks: [], keys: new Set(), ended: false };
    if (!known) this.#sections.set(path.tags, section);
    section.checks.push({ name, outline, passed: undefined, failed: passed ? 0 : undefined });
  }

  /** The counts of the check above, in the section of a path. */
  count(path: SectionPath, passed: number, failed: number): void {
    const last = this.#sections.get(path.tags)?.checks.at(-1);
    if (last && last.failed === undefined) Object.assign(last, { passed, failed });
  }

  /** Takes the last check of a section back: it was none. */
  dropLast(path: SectionPath): void {
    this.#sections.get(path.tags)?.checks.pop();
  }

  /** No more checks come in the section of a path. */
  end(path: SectionPath): void {
    const section = this.#sections.get(path.tags);
    if (section) section.ended = true;
  }

  /** Takes what another piece of the same text has in addition. */
  join(other: TextChecks): void {
    for (const [tags, section] of other.#sections) {
      const known = this.#sections.get(tags);
      if (!known) this.#sections.set(tags, section);
      else known.ended ||= section.ended;
      if (!known) continue;
      const { keys, checks } = known;
      if (keys.size < checks.length) for (const check of checks) keys.add(keyOf(check));
      const added = section.checks.filter((check) => !keys.has(keyOf(check)));
      for (const check of added) {
        checks.push(check);
        keys.add(keyOf(check));
      }
    }
  }

  /** A paste may begin within a group: then nobody knows the path of those that lie deeper. */
  #outerGroup(outline: SectionPath | undefined): string | undefined {
    return (outline?.outerIndent ?? 0) > this.baseIndent ? undefined : outline?.groupPath;
  }

  clear(): void {
    this.#sections.clear();
  }

  /**
   * The checks, with the counts that the metric `checks` of each section leaves over. `torn`: some may be missing above;
   * `isWhole`: none is missing below.
   */
  settled(valuesOf: (metric: string) => Values | undefined, torn: boolean, isWhole: boolean): Check[] {
    const sections = [...this.#sections.values()].map(({ path, checks, ended }) => ({
      path,
      checks: counted(checks, valuesOf(path.metric('checks')), torn || !ended).map((check, at) => {
        const group = path.groupPath ?? this.#outerGroup(checks[at]?.outline);
        return group === undefined ? check : { ...check, group };
      }),
    }));
    const all = sections.find(({ path }) => path.tags === '')?.checks ?? [];
    const grouped = sections.filter(({ path }) => path.groupPath !== undefined).flatMap(({ checks }) => checks);
    const ofScenarios = sections
      .filter(({ path }) => path.tags !== '' && path.groupPath === undefined)
      .map(({ checks }) => checks);
    return all.flatMap((check) => {
      if (check.group !== undefined) return [check];
      const own = ofScenarios.flat().filter(({ name }) => name === check.name);
      // A paste may end before the sections of the last scenarios.
      if (ofScenarios.length > 0 && sum(own, ({ failed }) => failed) !== check.failed) return [check];
      return apart(check, grouped, isWhole);
    });
  }
}

/**
 * A check that always passed is printed without a count. Where there is one of them only, it has what the others leave
 * of all checks; where there are several, nobody knows.
 */
function counted(checks: readonly CheckLine[], values: Values | undefined, isPart: boolean): Check[] {
  const { passes, fails } = values ?? {};
  const known = checks.filter(({ passed }) => passed !== undefined);
  const rest = (passes ?? Number.NaN) - sum(known, (check) => check.passed);
  const whole =
    !isPart && known.length === checks.length - 1 && fails === sum(known, (check) => check.failed) && rest >= 0;
  return checks.map(({ name, passed, failed }) => ({
    name,
    passed: passed ?? (whole && failed === 0 ? rest : undefined),
    failed,
  }));
}

/**
 * A check of the whole run as those of its name in each group, whose counts of several scenarios are one. What of it was
 * in no group is known where no section is missing.
 */
function apart(whole: Check, grouped: readonly Check[], isWhole: boolean): Check[] {
  const byGroup = new Map<string | undefined, Check>();
  for (const check of grouped) {
    if (check.name !== whole.name) continue;
    const known = byGroup.get(check.group);
    const both = known && { passed: added(known.passed, check.passed), failed: added(known.failed, check.failed) };
    byGroup.set(check.group, both ? { ...check, ...both } : check);
  }
  const within = [...byGroup.values()];
  const left = outside(whole, within);
  if (within.length === 0 || left === 'contradictory' || (left && !isWhole)) return [whole];
  // Passes that nobody counts may go on in a section that is missing; failures would be missed in the whole run's.
  const isProven = isWhole || [whole, ...within].every(isCounted);
  return isProven ? [...(left ? [left] : []), ...within] : within.map((check) => ({ ...check, passed: undefined }));
}
