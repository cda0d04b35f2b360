import { apiOf } from '../../../options/project.ts';
import { type Finding, TOTAL } from '../../model/finding.ts';
import type { PlannedScenario } from '../../model/plan.ts';
import type { Run } from '../../model/run.ts';
import { judgedTimes } from '../judged-times.ts';
import { LIMITS } from '../limits.ts';
import { remembered } from '../remembered.ts';
import { isTrivial } from '../trivial.ts';

interface Resource {
  readonly request: string;
  readonly path: string;
  readonly kind: 'read' | 'write';
  readonly medMs: number;
}

/** `GET /v1/users/{id}/balance`: buha's name tags, and those of scripts that name their requests so. */
const REQUEST = /^(GET|HEAD|POST|PUT|PATCH|DELETE) (\S+)$/;

function resource(request: string, medMs: number | undefined, kind?: 'read' | 'write'): Resource[] {
  const [, method, path] = request.match(REQUEST) ?? [];
  if (method === undefined || path === undefined || medMs === undefined || medMs <= 0) return [];
  return [{ request, path, medMs, kind: kind ?? (method === 'GET' || method === 'HEAD' ? 'read' : 'write') }];
}

/** What a run tested, with its median: the API of its project, else its requests by name tag. */
function resources(run: Run): Resource[] {
  const { total, endpoints = {} } = run.measured;
  const api = apiOf(run);
  if (api) return resource(api.request, judgedTimes(total)?.med, api.kind);
  return Object.entries(endpoints).flatMap(([name, scope]) => resource(name, judgedTimes(scope)?.med));
}

/** The load without the numbers of VUs behind a rate: those follow the think time, and differ between APIs. */
function loadOf(planned: readonly PlannedScenario[]): string {
  return JSON.stringify(
    planned.map((plan) => [plan.model, plan.startMs, plan.model === 'iterations' ? plan.iterations : plan.ramps]),
  );
}

/** Runs by their load. */
const groupedByLoad = remembered((all: readonly Run[]): ReadonlyMap<string, readonly Run[]> => {
  const groups = new Map<string, Run[]>();
  for (const run of all) {
    const load = loadOf(run.planned);
    const group = groups.get(load);
    if (group) group.push(run);
    else groups.set(load, [run]);
  }
  return groups;
});

/** A write takes more than ten times as long as a read of the same path under the same load. */
export function writeReadGap(run: Run, all: readonly Run[]): Finding[] {
  const writes = resources(run).filter(({ kind }) => kind === 'write');
  if (writes.length === 0) return [];
  const reads = [run, ...(groupedByLoad(all).get(loadOf(run.planned)) ?? []).filter((other) => other !== run)]
    .flatMap(resources)
    .filter(({ kind }) => kind === 'read');
  return writes.flatMap((write) => {
    const [read] = reads.filter(({ path }) => path === write.path).toSorted((a, b) => b.medMs - a.medMs);
    if (!read || write.medMs <= LIMITS.writeReadRatio * read.medMs) return [];
    if (isTrivial(run, write.medMs)) return [];
    return [
      {
        id: 'write-read-gap',
        severity: 'warning',
        confidence: 'measured',
        scope: TOTAL,
        figures: {
          write: write.request,
          read: read.request,
          writeMs: write.medMs,
          readMs: read.medMs,
          ratio: write.medMs / read.medMs,
        },
      },
    ];
  });
}
