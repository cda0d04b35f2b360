import { readLoadSettings } from '../../options/profiles.ts';
import { apiIds, apiNamed, type Project } from '../../options/project.ts';
import type { KnownFacts } from '../../reports/assemble/assemble.ts';
import { BuhaError } from '../../reports/model/error.ts';
import { LOAD_OPTIONS } from '../../reports/model/plan.ts';
import { parseJson } from '../../reports/parse/json.ts';
import { parseK6Options } from '../../reports/parse/k6-options.ts';
import { readText } from './text-file.ts';

/** Options that say how k6 outputs without a record came about, as the user wrote them. */
export interface FactOptions {
  readonly api: string | undefined;
  readonly profile: string | undefined;
  readonly scale: string;
  readonly durationScale: string;
  readonly options: string | undefined;
}

/**
 * Options as `k6 inspect` prints them, with at least one that shapes a load. Throws `cannot-read`, `not-json`,
 * `bad-k6-options`.
 */
export async function readOptions(file: string): Promise<Readonly<Record<string, unknown>>> {
  const options = parseJson(await readText(file), file, 'options');
  if (typeof options !== 'object' || options === null || !LOAD_OPTIONS.some((name) => name in options)) {
    throw new BuhaError('bad-k6-options', { detail: `${file}: ${LOAD_OPTIONS.join(', ')}` });
  }
  parseK6Options(options);
  return options as Record<string, unknown>;
}

/** Checks that a project has an API. Throws `setting` with those that it has. */
export function mustBeApi(field: string, api: string | undefined, project: Project): void {
  if (api === undefined || apiNamed(project, api)) return;
  throw new BuhaError('setting', { field, value: api, allowed: apiIds(project).join(', ') });
}

/** Throws a setting's problem, or that the options file cannot be used. */
export async function knownFacts(
  { api, profile, scale, durationScale, options }: FactOptions,
  project: Project,
): Promise<KnownFacts> {
  mustBeApi('--api', api, project);
  if (profile !== undefined && options !== undefined) {
    throw new BuhaError('options-conflict', { option: '--options', other: '--profile', fault: 'not-together' });
  }
  const scaled = scale !== '1' ? '--scale' : durationScale !== '1' ? '--duration-scale' : undefined;
  if (profile === undefined && scaled) {
    throw new BuhaError('options-conflict', { option: scaled, other: '--profile', fault: 'needs' });
  }
  return {
    project,
    api,
    load: profile === undefined ? undefined : readLoadSettings({ profile, scale, durationScale }, project),
    options: options === undefined ? undefined : await readOptions(options),
  };
}
