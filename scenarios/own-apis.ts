import config from '../buha.config.ts';
import { projectOf } from '../options/config.ts';

/** The APIs of the project. In a bundle, `scripts/k6-bundle.mjs` puts those in that the script names, without their prose. */
export const ownApis = () => projectOf(config).apis;
