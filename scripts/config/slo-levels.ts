import type { ServiceLevels } from '../../options/service-levels.ts';
import type { SloFile, SloSection } from '../../reports/model/gate.ts';

/** The upper limit of a measure of the whole run; undefined where a section has none. */
function limitOf({ goals }: SloSection, isMeasure: (measure: SloSection['goals'][number]['measure']) => boolean) {
  return goals.find(({ measure, scenario, part, comparison }) => {
    return scenario === undefined && part === undefined && comparison === '<=' && isMeasure(measure);
  })?.limit;
}

const p95Of = (section: SloSection) => limitOf(section, (measure) => measure.kind === 'quantile' && measure.q === 0.95);
const failedOf = (section: SloSection) => limitOf(section, ({ kind }) => kind === 'failed');

/**
 * What of a file of goals k6 can judge while it runs: p95 and failed share of all APIs and of each. So a run's own thresholds,
 * its report and its verdict have the same goals. An API that names one of the two has the other of all.
 */
export function levelsOf({ everywhere, byName }: SloFile): ServiceLevels {
  const [p95Ms, failedRatio] = [p95Of(everywhere), failedOf(everywhere)];
  const level = (p95: number | undefined, failed: number | undefined) =>
    p95 === undefined || failed === undefined ? undefined : { p95Ms: p95, failedRatio: failed };
  const all = level(p95Ms, failedRatio);
  const own = [...byName].flatMap(([name, section]) => {
    const found = level(p95Of(section) ?? p95Ms, failedOf(section) ?? failedRatio);
    return found ? [[name, found] as const] : [];
  });
  return { ...(all && { read: all, write: all }), ...Object.fromEntries(own) };
}
