import type { TargetConfig } from '../../options/config.ts';
import type { RunOptions, SaidOfTarget } from './run-settings.ts';

type OfTarget = Pick<
  RunOptions,
  'insecure' | 'ca' | 'serverMetrics' | 'serverQueries' | 'serverPreset' | 'serverLabels'
>;

/** Whom to trust: what the user says of it takes the place of all that the config does. */
function trustOf({ insecure, ca }: OfTarget, said: TargetConfig): Pick<OfTarget, 'insecure' | 'ca'> | undefined {
  const isSaid = said.insecure === true || said.ca !== undefined;
  return isSaid && !insecure && ca === undefined ? { insecure: said.insecure ?? false, ca: said.ca } : undefined;
}

/** What to ask of which monitoring; each option of the user's is nearer than what the config says. */
function metricsOf(options: OfTarget, { serverMetrics }: TargetConfig): Omit<OfTarget, 'insecure' | 'ca'> | undefined {
  const { serverMetrics: asked, serverQueries, serverPreset, serverLabels } = options;
  // Queries are those of one monitoring.
  if (!serverMetrics || asked !== undefined) return undefined;
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
export function withTargetOptions<Options extends OfTarget>(
  options: Options,
  said: TargetConfig | undefined,
): Options & { readonly ofTarget?: SaidOfTarget } {
  const [trust, metrics] = [said && trustOf(options, said), said && metricsOf(options, said)];
  if (!trust && !metrics) return options;
  return {
    ...options,
    ...trust,
    ...metrics,
    ofTarget: { trust: trust !== undefined, monitoring: metrics !== undefined },
  };
}
