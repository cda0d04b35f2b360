import { apiIds } from '../../../options/project.ts';
import { BuhaError } from '../../model/error.ts';
import type { SloFile, SloSection } from '../../model/gate.ts';
import type { Run } from '../../model/run.ts';
import { nearest } from '../../text/nearest.ts';
import { sectionOf } from './goals.ts';

/** What of a run is known before it begins, but for the scenarios that it measured. */
export interface NamedRun extends Pick<Run, 'api' | 'name' | 'planned' | 'project'> {
  readonly measured: Pick<Run['measured'], 'scenarios'>;
}

/** Scenarios that a run has, planned or measured; empty where its output tells none. */
const scenariosOf = ({ planned, measured }: NamedRun) => [
  ...new Set([...planned.map(({ name }) => name), ...Object.keys(measured.scenarios)]),
];

/** A scenario is one of any of the runs: what is said of all holds for those that have it. */
function checkScenarios(file: string, { goals }: SloSection, runs: readonly NamedRun[]): void {
  const known = [...new Set(runs.flatMap(scenariosOf))];
  // Where no run tells scenarios apart, there are rows that are not judged instead.
  if (known.length === 0) return;
  for (const { scenario, line } of goals) {
    if (scenario === undefined || known.includes(scenario)) continue;
    const near = nearest(scenario, known);
    throw new BuhaError('bad-slo', { file, line, fault: 'unknown-scenario', text: scenario, known: near });
  }
}

/**
 * Every name in the file of `--slo` is one that there is: an API of the project or a run that is judged, and scenarios
 * of the runs to which they apply. `others` gives names of scripts that are not judged now. Throws `bad-slo` with the nearest
 * names: a slip must not drop a service level.
 */
export function checkNames(slo: SloFile, runs: readonly NamedRun[], others: () => readonly string[] = () => []): void {
  const own = new Set([...runs.flatMap(({ project }) => apiIds(project)), ...runs.map(({ api, name }) => api ?? name)]);
  const unknown = [...slo.byName].filter(([name]) => !own.has(name));
  const names = unknown.length === 0 ? [...own] : [...new Set([...own, ...others()])];
  for (const [name, { line }] of unknown) {
    if (names.includes(name)) continue;
    const known = nearest(name, [...names, 'default']);
    throw new BuhaError('bad-slo', { file: slo.file, line, fault: 'unknown-name', text: name, known });
  }
  checkScenarios(slo.file, slo.everywhere, runs);
  for (const run of runs) {
    const section = sectionOf(slo, run);
    if (section) checkScenarios(slo.file, section, [run]);
  }
}
