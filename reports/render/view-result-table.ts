import { judgedScope, metricsInstead } from '../analyse/judged-scope.ts';
import { anyFailed, judgedTimes, shownCount, shownTimes } from '../analyse/judged-times.ts';
import { areGoalsOfAll, type LatencyGoal, latencyGoal, partLimit } from '../analyse/latency-goal.ts';
import { partsToShow } from '../analyse/parts.ts';
import { peakLevel } from '../analyse/planned-load.ts';
import { isTestOfLevels, type Level, levelsOf, mostCarried } from '../analyse/scaling.ts';
import { isUnderPlan } from '../analyse/untested.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { Scope, Trend } from '../model/measurement.ts';
import { partName } from '../model/part.ts';
import * as format from '../text/format.ts';
import { code } from '../text/markdown-text.ts';
import { absentText } from './absent.ts';
import { type BodyWords, isP95, scenarioTitle } from './body-text.ts';
import { type Quantile, weakQuantiles } from './view-latency.ts';

/** The first of some parts, and those that are left; one line more tells no less of a single one. */
export function firstParts<Item>(
  all: readonly Item[],
  most: number,
): { items: readonly Item[]; left: readonly Item[] } {
  const shown = all.length <= most + 1 ? all.length : most;
  return { items: all.slice(0, shown), left: all.slice(shown) };
}

/** A table whose columns depend on what is known; cells are finished markdown. */
export interface TableView {
  columns: string[];
  rows: { cells: string[] }[];
  /** Quantiles that carry the mark of too few samples in some row. */
  weak: Quantile[];
}

type Column = 'requests' | 'tps' | 'iterations' | 'iterationsPerSec' | 'med' | 'p95' | 'p99' | 'failed';
type Cells = Readonly<Partial<Record<Column, string | undefined>>>;

interface Row {
  readonly name: string;
  readonly cells: Cells;
  /** True for the row of a scenario. */
  readonly isScenario?: boolean;
  /** Requests per second; undefined where nobody knows. */
  readonly perSec?: number | undefined;
}

const COLUMNS: readonly Column[] = ['requests', 'tps', 'med', 'p95', 'p99', 'failed'];
/** Those of a script that sends no requests. */
const OF_ITERATIONS: readonly Column[] = ['iterations', 'iterationsPerSec'];
/** Requests and groups that the table tells apart; the appendix has more of them. */
export const BODY_PARTS = { request: 5, group: 3 } as const;
/** Levels of a stress test that decide something: more of them stand in the appendix. */
const MOST_LEVELS = 4;

/** The mark of too few samples, escaped. */
const WEAK = '\\*';

/** Columns of times: those of successful requests, or of all where the goals are about all. */
const OF_TIMES = ['med', 'p95', 'p99'] as const satisfies readonly (Column & Quantile)[];

/** A quantile with the mark of one that rests on too few samples, and bold where it is above the goal. */
function timeCells(
  trend: Trend | undefined,
  samples: number | undefined,
  limitMs: number | undefined,
  both: BodyWords,
) {
  const { document, words } = both;
  const weak = weakQuantiles(trend, samples);
  const text = (name: 'med' | 'p95' | 'p99') => {
    const value = trend?.[name];
    const ends = trend?.ranges?.[name];
    const mark = weak.includes(name) ? WEAK : '';
    if (value === undefined)
      return ends && `${words.merge.range(document.time(ends[0]), document.time(ends[1]))}${mark}`;
    const shown = `${document.time(value)}${mark}`;
    return name === 'p95' && limitMs !== undefined && value > limitMs ? `**${shown}**` : shown;
  };
  return { med: text('med'), p95: text('p95'), p99: text('p99') };
}

/** Whose times the columns hold: what is known best of each row, those of successful requests alone, or of all. */
type Times = 'known' | 'successes' | 'all';

const TIMES_OF: Readonly<Record<Times, (scope: Scope) => Trend | undefined>> = {
  known: shownTimes,
  successes: judgedTimes,
  all: ({ durationMs }) => durationMs,
};

function cellsOf(scope: Scope, limitMs: number | undefined, both: BodyWords, times: Times = 'known'): Cells {
  const { requests, requestsPerSec, iterations, iterationsPerSec, failedRatio } = scope;
  const count = times === 'all' ? requests : shownCount(scope);
  const shown = (value: number | undefined, text: (value: number) => string) =>
    value === undefined ? undefined : text(value);
  return {
    requests: shown(requests, format.count),
    tps: shown(requestsPerSec, format.shortRate),
    iterations: shown(iterations, format.count),
    iterationsPerSec: shown(iterationsPerSec, format.shortRate),
    ...timeCells(TIMES_OF[times](scope), count, limitMs, both),
    failed: shown(failedRatio, format.aboutShare),
  };
}

/** `≤ 3초`. */
const boundOf = ({ comparison, limitMs }: LatencyGoal, { document }: BodyWords): string =>
  `${format.comparisonSign(comparison ?? '<')} ${document.limit(limitMs)}`;

/** True where each scenario is judged by its own p95, and the whole run by none. */
const isJudgedByScenario = ({ verdict }: AnalysedRun): boolean => {
  const judged = verdict.rows.filter(isP95);
  return judged.length > 0 && judged.every((row) => row.part === 'service-level' && row.scenario !== undefined);
};

/** True for a scenario whose goal holds: what ran of too small a part of a plan is judged where a row of the verdict does. */
const isJudged = ({ verdict }: AnalysedRun, name: string, ratio: number | undefined): boolean =>
  ratio === undefined ||
  !isUnderPlan(ratio) ||
  verdict.rows.some((row) => row.part === 'service-level' && isP95(row) && row.scenario === name);

function scenarioRows(run: AnalysedRun, times: Times, both: BodyWords): Row[] {
  const { document } = both;
  const names = run.planned.length > 0 ? run.planned.map(({ name }) => name) : Object.keys(run.measured.scenarios);
  // One scenario is the whole run.
  if (names.length < 2) return [];
  return names.flatMap((name) => {
    if (!Object.hasOwn(run.measured.scenarios, name)) return [];
    const delivered = run.delivered.find(({ plan }) => plan.name === name);
    const note = delivered
      ? delivered.ratio !== undefined && isUnderPlan(delivered.ratio)
        ? document.deliveredNote(delivered.ratio)
        : document.peakNote(delivered.plan, peakLevel(delivered.plan))
      : '';
    const goal = isJudged(run, name, delivered?.ratio) ? latencyGoal(run, 'p(95)', name) : undefined;
    const notes = [note, goal && isJudgedByScenario(run) ? document.goalNote(boundOf(goal, both)) : ''].filter(Boolean);
    return [
      {
        name: document.scenarioRow({ title: scenarioTitle(name, run, both), name: code(name), notes }),
        cells: cellsOf(judgedScope(run, name), goal?.limitMs, both, times),
        perSec: judgedScope(run, name).requestsPerSec,
        isScenario: true,
      },
    ];
  });
}

/** A row for each request, or group, where a script has several: those that matter first, the others in one more. */
function partRows(run: AnalysedRun, kind: keyof typeof BODY_PARTS, times: Times, both: BodyWords): Row[] {
  const parts = partsToShow(run, kind);
  if (parts.length < 2 || metricsInstead(run).length > 0) return [];
  const { items, left } = firstParts(parts, BODY_PARTS[kind]);
  const shortName = shortNames(parts.map(({ part }) => partName(part)));
  const prefix = kind === 'request' ? '' : both.document.groupPrefix;
  const shown = items.map(({ part, scope }) => {
    const limitMs = partLimit(run, 'p(95)', part);
    return rowOf(`${prefix}${code(shortName(partName(part)))}`, scope, times, both, limitMs);
  });
  const others = sumOf(left.map(({ scope }) => scope));
  return [
    ...shown,
    ...(left.length > 0 ? [rowOf(both.document.moreParts(kind, left.length), others, times, both)] : []),
    ...restRows(run, kind, times, both),
  ];
}

/** What is in no row: requests outside of every group, and those of setup() and teardown(), which are part of the whole. */
function restRows(run: AnalysedRun, kind: keyof typeof BODY_PARTS, times: Times, both: BodyWords): Row[] {
  const { setup, groups = {}, hasSomeParts, total } = run.measured;
  if (hasSomeParts) return [];
  const apart = setup?.requests ? [rowOf(both.document.setupRow, setup, times, both)] : [];
  if (kind === 'request') return apart;
  const sumIn = (of: (scope: Scope) => number | undefined) =>
    Object.values(groups).reduce((sum, scope) => sum + (of(scope) ?? 0), (setup && of(setup)) ?? 0);
  const outside = (total.requests ?? 0) - sumIn(({ requests }) => requests);
  if (outside <= 0) return apart;
  const perSec = (total.requestsPerSec ?? 0) - sumIn(({ requestsPerSec }) => requestsPerSec);
  const scope = { requests: outside, requestsPerSec: Math.max(0, perSec) };
  return [rowOf(both.document.outsideGroups, scope, times, both), ...apart];
}

function rowOf(name: string, scope: Scope, times: Times, both: BodyWords, limitMs?: number): Row {
  return { name, cells: cellsOf(scope, limitMs, both, times), perSec: scope.requestsPerSec };
}

/** Throughput of the whole and of its parts, told apart in several ways, so that a reader who adds them up comes to it. */
function withRates(whole: Row, ways: readonly (readonly Row[])[]): Row[] {
  const told = ways.filter((rows) => rows.length > 0 && rows.every(({ perSec }) => perSec !== undefined));
  if (whole.perSec === undefined || told.length === 0) return [whole, ...ways.flat()];
  const rates = format.ratesInParts(
    whole.perSec,
    told.map((rows) => rows.map(({ perSec = 0 }) => perSec)),
  );
  const withRate = (row: Row, tps: string | undefined): Row => ({ ...row, cells: { ...row.cells, tps } });
  const parts = ways.flatMap((rows) =>
    rows.map((row, at) => {
      const tps = rates.ways[told.indexOf(rows)]?.[at];
      // What is less than one of its places is told all the same.
      return tps === undefined || (Number(tps) === 0 && (row.perSec ?? 0) > 0) ? row : withRate(row, tps);
    }),
  );
  return [withRate(whole, rates.whole), ...parts];
}

/** A cell without the mark of a goal that was missed, which only scenarios have. */
const plainCell = (cell: string | undefined) => cell?.replaceAll('**', '');

/** Rows without those that repeat the figures of one before: a scenario of one request is that request. */
function withoutTwins([whole, ...parts]: readonly Row[]): Row[] {
  const kept: Row[] = [];
  for (const [at, row] of parts.entries()) {
    // What is in no part stands once, behind all of them.
    if (parts.slice(at + 1).some(({ name }) => name === row.name)) continue;
    const isTwin = ({ cells }: Row) =>
      COLUMNS.every((column) => plainCell(cells[column]) === plainCell(row.cells[column]));
    const twin = row.isScenario ? -1 : kept.findIndex((one) => one.isScenario && isTwin(one));
    const own = kept[twin];
    if (own) kept[twin] = own.name.startsWith(row.name) ? own : { ...own, name: `${own.name} = ${row.name}` };
    else kept.push(row);
  }
  return [...(whole ? [whole] : []), ...kept];
}

/** Letters of a name that a first column has room for. */
const MOST_NAME = 48;
const ORIGIN = /^[a-z]+:\/\/[^/]+(?=\/)/;

/** The host that all addresses of a run share, which the head tells; undefined where they differ. */
function sharedOrigin(names: readonly string[]): string | undefined {
  const [origin, ...others] = new Set(names.flatMap((name) => name.match(ORIGIN)?.[0] ?? []));
  return others.length === 0 ? origin : undefined;
}

/** A text of the body of one run without that host: requests are called there as its table calls them. */
export function withoutOrigin(text: string, { measured }: AnalysedRun): string {
  const origin = sharedOrigin(Object.keys(measured.endpoints ?? {}));
  return origin === undefined ? text : text.replaceAll(`\`${origin}/`, '`/');
}

/** Names as a first column has room for them. */
function shortNames(names: readonly string[]): (name: string) => string {
  const origin = sharedOrigin(names);
  return (name) => {
    const own = origin !== undefined && name.startsWith(`${origin}/`) ? name.slice(origin.length) : name;
    const half = MOST_NAME / 2;
    return own.length > MOST_NAME ? `${own.slice(0, half)}…${own.slice(-half)}` : own;
  };
}

/** Requests that the table does not tell apart: what adds up is added up, so that its books close. */
export function sumOf(scopes: readonly Scope[]): Scope {
  const sum = (of: (scope: Scope) => number | undefined) =>
    scopes.some((scope) => of(scope) === undefined)
      ? undefined
      : scopes.reduce((all, scope) => all + (of(scope) ?? 0), 0);
  const requests = sum((scope) => scope.requests);
  const requestsPerSec = sum((scope) => scope.requestsPerSec);
  const failed = sum(({ requests: own, failedRatio }) =>
    own === undefined || failedRatio === undefined ? undefined : own * failedRatio,
  );
  return {
    ...(requests !== undefined && { requests }),
    ...(requestsPerSec !== undefined && { requestsPerSec }),
    ...(failed !== undefined && requests && { failedRatio: failed / requests }),
  };
}

/** The lowest level, the last one that met the goal, the first that did not, that with the most throughput, and the highest. */
function decisive(levels: readonly Level[], limitMs: number | undefined, most: number | undefined): Level[] {
  const isMissed = ({ figures: { p95Ms } }: Level) => limitMs !== undefined && p95Ms !== undefined && p95Ms > limitMs;
  const at = levels.findIndex(isMissed);
  const places = at < 0 ? [0, levels.length - 3, levels.length - 2] : [0, at - 1, at];
  const top = levels.findIndex(({ level }) => level === most);
  const wanted = new Set([...places, top, levels.length - 1].filter((place) => place >= 0));
  return levels.filter((_, place) => wanted.has(place)).slice(-MOST_LEVELS);
}

/** The levels that a test of them held, the lowest first. */
function heldLevels(run: AnalysedRun): Level[] {
  const closed = levelsOf(run, 'closed');
  return closed.length > 1 ? closed : levelsOf(run, 'open');
}

function levelRows(run: AnalysedRun, levels: readonly Level[], both: BodyWords): Row[] {
  const limitMs = latencyGoal(run, 'p(95)')?.limitMs;
  return decisive(levels, limitMs, mostCarried(run)?.level).map(({ level, model, figures }) => {
    const { samples, medMs: med, p95Ms: p95 } = figures;
    return {
      name: both.document.levelRow(model, level),
      cells: {
        requests: format.count(figures.requests),
        tps: format.shortRate(figures.requestsPerSec),
        ...timeCells({ ...(med !== undefined && { med }), ...(p95 !== undefined && { p95 }) }, samples, limitMs, both),
        failed: figures.failedRatio === undefined ? undefined : format.aboutShare(figures.failedRatio),
      },
    };
  });
}

/** All of the run, then its scenarios and requests; of a test of levels those levels, since its mean says nothing. */
export function resultTable(run: AnalysedRun, both: BodyWords): TableView {
  const { columns } = both.document;
  const held = isTestOfLevels(run) ? heldLevels(run) : [];
  const levels = levelRows(run, held, both);
  const isApart = anyFailed(judgedScope(run)) === true;
  const times: Times = areGoalsOfAll(run) ? 'all' : isApart ? 'successes' : 'known';
  const scenarios = scenarioRows(run, times, both);
  // Where scenarios are judged, their rows have the goals.
  const goal = scenarios.length > 0 && isJudgedByScenario(run) ? undefined : latencyGoal(run, 'p(95)');
  const whole: Row = {
    name: goal === undefined ? both.document.wholeRun : both.document.wholeWithGoal(boundOf(goal, both)),
    cells: cellsOf(judgedScope(run), goal?.limitMs, both, times === 'all' ? times : 'known'),
    perSec: judgedScope(run).requestsPerSec,
  };
  const parts = (['group', 'request'] as const).map((kind) =>
    partRows(run, kind, times === 'all' ? times : 'known', both),
  );
  const all = levels.length > 0 ? levels : withoutTwins(withRates(whole, [scenarios, ...parts]));
  const filled = COLUMNS.filter((column) => all.some(({ cells }) => cells[column] !== undefined));
  const shown =
    filled.length > 0 ? filled : OF_ITERATIONS.filter((column) => all.some(({ cells }) => cells[column] !== undefined));
  // A part of which nothing is known has no row.
  const rows = all.filter(
    (row, at) => (levels.length === 0 && at === 0) || shown.some((column) => row.cells[column] !== undefined),
  );
  const heading = (column: Column) => {
    if (!isApart || OF_TIMES.every((time) => time !== column)) return columns[column];
    return times === 'all' && levels.length === 0
      ? both.document.ofAll(columns[column])
      : both.document.ofSuccesses(columns[column]);
  };
  const first = levels.length === 0 ? columns.part : both.document.levelColumn(levels.length, held.length);
  return {
    columns: [first, ...shown.map(heading)],
    weak: OF_TIMES.filter(
      (column) => shown.includes(column) && rows.some(({ cells }) => cells[column]?.includes(WEAK)),
    ),
    rows: rows.map(({ name, cells }) => ({
      // Of no request there is no time; what the output does not hold is no zero.
      cells: [
        name,
        ...shown.map(
          (column) => cells[column] ?? absentText({ requests: cells.requests === '0' ? 0 : undefined }, both.words),
        ),
      ],
    })),
  };
}
