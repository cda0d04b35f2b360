import { isAlias, isMap, isNode, isScalar, LineCounter, type Pair, parseDocument, visit, type YAMLMap } from 'yaml';
import { BuhaError, type ErrorFacts } from '../model/error.ts';
import type { Goal, Measure, SloFile, SloSection } from '../model/gate.ts';
import { groupPath } from '../model/group-name.ts';
import type { Part } from '../model/part.ts';
import { isVitalId, VITAL_IDS } from '../model/web-vital.ts';
import { nearest } from '../text/nearest.ts';
import { limitOf, MEASURE_NAMES, measureNamed, PART_MEASURES, SCENARIO_MEASURES, valueKind } from './slo-values.ts';
import { outOfBounds } from './yaml-bounds.ts';

/** Holds for every run, as what stands at the top of the file does. */
const EVERYWHERE = 'default';
const SCENARIOS = 'scenarios';
/** Shares of failures that are allowed, by the name of a check. */
const CHECKS = 'checks';
/** Limits of p75 by the name of a web vital. */
const VITALS = 'vitals';
/** A share, or a map with the share as its `max`. */
const REJECTIONS = 'rejections';
/** Goals by the name of a request, the path of a group, a tag of the script's own as k6 writes it: `type:static`. */
const REQUESTS = 'requests';
const GROUPS = 'groups';
const TAGS = 'tags';
/** What is a map and no name of a run. */
const PARTS: readonly string[] = [SCENARIOS, CHECKS, VITALS, REJECTIONS, REQUESTS, GROUPS, TAGS];
/** Measures that single requests do not have. */
const OF_RUNS: readonly Measure['kind'][] = ['delivered', 'rejections'];

/** The part that a name below one of these keys stands for; undefined where it names none. */
function partNamed(key: string, name: string): Part | undefined {
  if (name === '') return undefined;
  if (key === REQUESTS) return { kind: 'request', name };
  if (key === GROUPS) return { kind: 'group', path: groupPath(name) };
  const at = name.indexOf(':');
  return at > 0 ? { kind: 'tag', tag: name.slice(0, at).trim(), value: name.slice(at + 1).trim() } : undefined;
}

type LinedGoal = Goal & { readonly line: number };
type Fault = Omit<ErrorFacts['bad-slo'], 'file' | 'line'>;

/** What stands on the line of a place in a text, or its beginning. */
function lineAt(text: string, offset: number): string {
  const [line = ''] = text.slice(text.lastIndexOf('\n', offset - 1) + 1).split('\n', 1);
  return line.trim().slice(0, 80);
}

/** Reads one file. What is wrong is thrown with the line on which it stands. */
class SloReader {
  readonly #file: string;
  readonly #text: string;
  readonly #lines = new LineCounter();
  readonly #contents: unknown;
  /** What each alias stands for. */
  readonly #meant = new Map<unknown, unknown>();

  constructor(text: string, file: string) {
    this.#file = file;
    this.#text = text;
    const bounds = outOfBounds(text);
    if (bounds) throw new BuhaError('bad-slo', { file, ...bounds, text: '', known: [] });
    const document = parseDocument(text, {
      // Each key would be held against every other: `#unique` does it once.
      ...{ lineCounter: this.#lines, prettyErrors: false, uniqueKeys: false },
    });
    const [error] = document.errors;
    if (error) {
      // To YAML a value that begins with `>` is the head of a folded text.
      const fault = error.message.startsWith('Block scalar header') ? 'unquoted' : 'syntax';
      // What is not closed is at fault at the end, where nothing stands.
      const at = Math.max(0, Math.min(error.pos[0], text.trimEnd().length - 1));
      this.#fail(at, { fault, text: lineAt(text, at), known: [] });
    }
    this.#contents = document.contents;
    const anchors = new Map<string, unknown>();
    visit(document, {
      Node: (_, node) => {
        if (isAlias(node)) this.#meant.set(node, anchors.get(node.source));
        else if (isNode(node) && node.anchor !== undefined) anchors.set(node.anchor, node);
        if (isMap(node)) this.#unique(node);
      },
    });
  }

  read(): SloFile {
    const contents = this.#contents;
    if (contents === null || (isMap(contents) && contents.items.length === 0)) {
      this.#fail(0, { fault: 'empty', text: '', known: [] });
    }
    const top = this.#map(contents, '');
    const everywhere: LinedGoal[] = [];
    const byName = new Map<string, SloSection>();
    for (const pair of top.items) {
      const name = this.#name(pair);
      const value = this.#resolved(pair.value);
      if (name === EVERYWHERE) for (const goal of this.#section(this.#map(value, name))) everywhere.push(goal);
      else if (PARTS.includes(name) || !isMap(value))
        for (const goal of this.#entry(pair, undefined)) everywhere.push(goal);
      else byName.set(name, { line: this.#lineOf(pair.key), goals: this.#section(value) });
    }
    return { file: this.#file, text: this.#text, everywhere: { line: 1, goals: everywhere }, byName };
  }

  /** Measures of a section, and those of its scenarios. */
  #section(map: YAMLMap): LinedGoal[] {
    return map.items.flatMap((pair) => this.#entry(pair, undefined));
  }

  #entry(pair: Pair, scenario: string | undefined): LinedGoal[] {
    const name = this.#name(pair);
    const value = this.#resolved(pair.value);
    if (name === CHECKS && scenario === undefined) {
      return this.#map(value, name).items.map((one) =>
        this.#limit(one, this.#name(one), { kind: 'check', check: this.#name(one) }, undefined),
      );
    }
    if (name === VITALS && scenario === undefined) {
      return this.#map(value, name).items.map((one) => {
        const vital = this.#name(one);
        if (isVitalId(vital)) return this.#limit(one, vital, { kind: 'vital', vital }, undefined);
        const known = nearest(vital, VITAL_IDS);
        return this.#fail(this.#startOf(one.key), { fault: 'unknown-measure', text: vital, known });
      });
    }
    if ((name === REQUESTS || name === GROUPS || name === TAGS) && scenario === undefined) {
      return this.#map(value, name).items.flatMap((one) => {
        const own = this.#name(one);
        const part =
          partNamed(name, own) ?? this.#fail(this.#startOf(one.key), { fault: 'shape', text: own, known: [] });
        return this.#map(this.#resolved(one.value), own).items.map((inner) => this.#ofPart(inner, part));
      });
    }
    if (name === REJECTIONS && isMap(value)) {
      return value.items.map((one) => {
        const own = this.#name(one);
        if (own !== 'max') this.#fail(this.#startOf(one.key), { fault: 'unknown-measure', text: own, known: ['max'] });
        return this.#limit(one, name, { kind: 'rejections' }, scenario);
      });
    }
    if (name !== SCENARIOS || scenario !== undefined) return [this.#goal(pair, name, scenario)];
    const scenarios = this.#map(this.#resolved(pair.value), name);
    return scenarios.items.flatMap((one) => {
      const own = this.#name(one);
      return this.#map(this.#resolved(one.value), own).items.flatMap((inner) => this.#entry(inner, own));
    });
  }

  #ofPart(pair: Pair, part: Part): LinedGoal {
    const name = this.#name(pair);
    const measure = measureNamed(name);
    if (measure && !OF_RUNS.includes(measure.kind)) return { ...this.#limit(pair, name, measure, undefined), part };
    return this.#fail(this.#startOf(pair.key), {
      fault: 'unknown-measure',
      text: name,
      known: nearest(name, PART_MEASURES),
    });
  }

  #goal(pair: Pair, name: string, scenario: string | undefined): LinedGoal {
    const measure = measureNamed(name);
    if (!measure) {
      const known = nearest(name, scenario === undefined ? MEASURE_NAMES : SCENARIO_MEASURES);
      this.#fail(this.#startOf(pair.key), { fault: 'unknown-measure', text: name, known });
    }
    return this.#limit(pair, name, measure, scenario);
  }

  #limit({ key, value: node }: Pair, name: string, measure: Measure, scenario: string | undefined): LinedGoal {
    const kind = valueKind(measure);
    const value = this.#resolved(node);
    // As it was written: 1.10 is no 1.1 to its author.
    const text = isScalar(value) ? String(value.source ?? value.value ?? '') : '';
    const limit = limitOf(text, kind);
    if (!limit) this.#fail(this.#startOf(key), { fault: 'value', text: `${name}: ${text}`.trim(), known: [], kind });
    return { measure, ...limit, scenario, line: this.#lineOf(key) };
  }

  #map(value: unknown, name: string): YAMLMap {
    if (isMap(value)) return value;
    return this.#fail(this.#startOf(value), { fault: 'shape', text: name, known: [] });
  }

  #name({ key }: Pair): string {
    const name = this.#resolved(key);
    if (!isScalar(name)) this.#fail(this.#startOf(key), { fault: 'shape', text: '', known: [] });
    return String(name.source ?? name.value ?? '');
  }

  #unique({ items }: YAMLMap): void {
    const seen = new Set<unknown>();
    for (const { key } of items) {
      if (!isScalar(key)) continue;
      if (seen.has(key.value))
        this.#fail(this.#startOf(key), { fault: 'repeated', text: String(key.source ?? key.value), known: [] });
      seen.add(key.value);
    }
  }

  #resolved(node: unknown): unknown {
    return isAlias(node) ? this.#meant.get(node) : node;
  }

  #startOf(node: unknown): number {
    const { range } = (node ?? {}) as { range?: readonly number[] | null };
    return range?.[0] ?? 0;
  }

  #lineOf(node: unknown): number {
    return this.#lines.linePos(this.#startOf(node)).line;
  }

  #fail(offset: number, fault: Fault): never {
    const line = Math.max(1, this.#lines.linePos(offset).line);
    throw new BuhaError('bad-slo', { file: this.#file, line, ...fault });
  }
}

/** Reads service levels in YAML; `file` is the name to show. Throws `bad-slo` with the line. */
export function parseSlo(text: string, file: string): SloFile {
  return new SloReader(text, file).read();
}
