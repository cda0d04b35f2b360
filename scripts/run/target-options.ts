import type { TargetConfig } from '../../options/config.ts';
import type { RunOptions } from './run-settings.ts';

type OfTarget = Pick<
  RunOptions,
  'insecure' | 'ca' | 'serverMetrics' | 'serverQueries' | 'serverPreset' | 'serverLabels'
>;

/** Whom to trust: what the user says of it takes the place of all that the config does. */
function trustOf({ insecure, ca }: OfTarget, said: TargetConfig): Pick<OfTarget, 'insecure' | 'ca'> {
  return insecure || ca !== undefined ? { insecure, ca } : { insecure: said.insecure ?? false, ca: said.ca };
}

/** What to ask of which monitoring; each option of the user's is nearer than what the config says. */
function metricsOf(options: OfTarget, { serverMetrics }: TargetConfig): Omit<OfTarget, 'insecure' | 'ca'> {
  const { serverMetrics: asked, serverQueries, serverPreset, serverLabels } = options;
  const own = { serverMetrics: asked, serverQueries, serverPreset, serverLabels };
  // Queries are those of one monitoring.
  if (!serverMetrics || asked !== undefined) return own;
  const { source, queries, presets, labels } = serverMetrics;
  const selected = labels && Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
  return {
    serverMetrics: source,
    serverQueries: serverQueries ?? queries,
    serverPreset: serverPreset ?? presets?.join(','),
    serverLabels: serverLabels ?? selected?.join(','),
  };
}

/** Options of a run with what the config says of its target, where the user says nothing. */
export const withTargetOptions = <Options extends OfTarget>(
  options: Options,
  said: TargetConfig | undefined,
): Options => (said ? { ...options, ...trustOf(options, said), ...metricsOf(options, said) } : options);
