import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonGate } from '../reports/render/gate-json-schema.ts';
import type { Workplace } from './run-buha.ts';

/** The row of the goal for response times. */
export const P95 = 'http_req_duration{expected_response:true} p(95)';

/** The one run of a gated `buha run`, and what ended so; of another build of the command, where one is named. */
export async function gated(place: Workplace, args: readonly string[], buha?: string) {
  const results = args
    .join('_')
    .replaceAll(/[^\w-]+/g, '_')
    .slice(0, 60);
  const ended = await place.run(['run', ...args, '--gate', '--results', results], { ...(buha && { buha }) });
  const path = join(place.file(results));
  const folder = existsSync(path) ? place.runFolder(path) : undefined;
  const json: JsonGate | undefined = folder && JSON.parse(readFileSync(join(folder, 'gate.json'), 'utf8'));
  const rows = json?.runs[0]?.rows ?? [];
  return { ended, folder, json, row: (id: string) => rows.find((row) => row.id.startsWith(id)) };
}
