import config from '../buha.config.ts';
import { projectOf } from '../options/config.ts';
import { apiIds, apiNamed } from '../options/project.ts';

/** This repository's own project, as its config says it. */
export const PROJECT = projectOf(config);

/** The APIs of the reference. */
export const API_IDS = apiIds(PROJECT);

/** An API of the reference. Throws for any other. */
export function ownApi(id: string) {
  const api = apiNamed(PROJECT, id);
  if (!api) throw new Error(`buha.config.ts has no API '${id}'`);
  return api;
}
