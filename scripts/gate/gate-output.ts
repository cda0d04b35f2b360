import { appendFile, stat } from 'node:fs/promises';
import { BuhaError } from '../../reports/model/error.ts';
import type { GateResult } from '../../reports/model/gate-result.ts';
import { gateView } from '../../reports/render/gate-view.ts';
import { githubAnnotations, githubSummary, SUMMARY_BYTES } from '../../reports/render/github.ts';
import type { Call } from '../call.ts';
import { EXIT } from '../exit-codes.ts';
import { systemCode } from '../system-code.ts';

/** Exit code of a result. With `strict` only a pass that leaves nothing open is one. */
export function gateExit({ verdict, runs }: GateResult, strict: boolean): number {
  switch (verdict) {
    case 'invalid':
      return EXIT.invalid;
    case 'slo-fail':
      return EXIT.missedGoals;
    case 'regressed':
      return EXIT.regressed;
    case 'inconclusive':
    case 'no-baseline':
      return strict ? EXIT.undecided : EXIT.done;
    case 'pass':
      return strict && runs.some(({ reservations }) => reservations.length > 0) ? EXIT.undecided : EXIT.done;
  }
}

/**
 * Within GitHub Actions: marks what did not pass (standard error, which the runner reads like standard output) and adds
 * the result to the summary of the step, in what is left of its size. Elsewhere nothing. Throws `cannot-write`.
 */
export async function tellGitHub(
  result: GateResult,
  { host: { env }, terminal, documentLanguage }: Call,
): Promise<void> {
  if (env.GITHUB_ACTIONS !== 'true') return;
  const view = gateView(result, documentLanguage);
  for (const line of githubAnnotations(view, documentLanguage)) terminal.command(line);
  const file = env.GITHUB_STEP_SUMMARY;
  if (!file) return;
  const used = await stat(file).then(
    ({ size }) => size,
    () => 0,
  );
  await appendFile(file, githubSummary(view, documentLanguage, SUMMARY_BYTES - used)).catch((fault: unknown) => {
    throw new BuhaError('cannot-write', { file, reason: systemCode(fault) });
  });
}
