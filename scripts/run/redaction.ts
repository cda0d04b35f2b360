import { redactor } from './k6-log.ts';
import type { Script } from './prepare.ts';
import type { RunSettings } from './run-settings.ts';
import type { Target } from './target.ts';

/** Blacks out what the run was given and nobody may read. */
export function redactionOf(
  { headers, users, outputs, secrets: own }: RunSettings,
  target: Target | undefined,
): (text: string) => string {
  const values = Object.values({ ...target?.headers, ...headers });
  // `Bearer x` is a secret as a whole, and x alone is one too.
  const credentials = values.flatMap((value) => value.match(/^(?:Bearer|Basic|Token)\s+(.+)$/i)?.[1] ?? []);
  const secrets = [...values, ...credentials, ...(target?.secrets ?? []), ...outputs.secrets, ...own];
  // In a URL they may stand escaped.
  return redactor([...new Set([...secrets, ...secrets.map(encodeURIComponent)])], users.tokens);
}

/** True where a script of the user's own was given something that it could put into a URL, a check or a tag. */
export function mayTell(script: Script, { headers, users, secrets }: RunSettings, target: Target | undefined): boolean {
  const own = Object.keys({ ...target?.headers, ...headers });
  const given = own.length + (target?.secrets.length ?? 0) + secrets.length + users.tokens.size;
  return script.api === undefined && given > 0;
}
