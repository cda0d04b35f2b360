import { NO_CONFIG, type OwnConfig } from '../scripts/config/load.ts';
import { PROJECT } from './own-project.ts';

/** What a call within this repository has of its config. */
export const OWN_CONFIG: OwnConfig = { ...NO_CONFIG, project: PROJECT, isBuilt: true };
