import type { Api, ApiId, Apis } from './apis.ts';
import { type Loads, NO_LOADS } from './loads.ts';

/** What a project tests: what its config says, with all defaults filled in. */
export interface Project extends Loads {
  readonly apis: Apis;
}

/** What holds where there is no config. */
export const NO_PROJECT: Project = { ...NO_LOADS, apis: {} };

/** Something that is about an API of a project. */
export interface OfProject {
  readonly api: ApiId | undefined;
  readonly project?: Project | undefined;
}

/** Names of the APIs, in their order. */
export const apiIds = ({ apis }: Pick<Project, 'apis'> = NO_PROJECT): ApiId[] => Object.keys(apis);

/** The entry of an API; undefined where the project has none of that name. */
export const apiNamed = ({ apis }: Pick<Project, 'apis'> = NO_PROJECT, id: string): Api | undefined =>
  Object.hasOwn(apis, id) ? apis[id] : undefined;

/** The entry of the API that something is about; undefined where that is none of its project. */
export const apiOf = ({ api, project }: OfProject): Api | undefined =>
  api === undefined ? undefined : apiNamed(project, api);
