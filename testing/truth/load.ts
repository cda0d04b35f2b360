/** The load that a system gets, as a k6 script of its own. Times in ms, seconds where it says so. */
export interface Load {
  /** Virtual users, or iterations a second where `isOpen`, one level after the other. */
  readonly levels: readonly number[];
  readonly levelSec: number;
  readonly isOpen?: boolean;
  /** Most users of an open load. */
  readonly maxVus?: number;
  readonly thinkMs: number;
  /** Think time between half and one and a half of it. */
  readonly isSpread?: boolean;
  /** So many keys, chosen at random or bound to the virtual user. */
  readonly keys?: { readonly count: number; readonly isBound: boolean };
  /** Requests of one iteration; one to `/work` without it. */
  readonly paths?: readonly string[];
  readonly timeoutMs?: number;
  /** Goal for p95 and for the share of failures. */
  readonly goalMs: number;
  readonly maxFailed?: number;
  /** Work of k6 itself in an iteration: rounds of a hash. */
  readonly scriptRounds?: number;
}

/** Length of the whole load, s. */
export const lengthSec = ({ levels, levelSec }: Load): number => levels.length * levelSec;

/** Each level at once and held. */
function scenario(load: Load): Record<string, unknown> {
  const { levels, levelSec, isOpen = false, maxVus = 400 } = load;
  const stages = levels.flatMap((target, level) => [
    ...(level === 0 ? [] : [{ target, duration: '0s' }]),
    { target, duration: `${levelSec}s` },
  ]);
  const first = levels[0] ?? 0;
  return isOpen
    ? {
        executor: 'ramping-arrival-rate',
        startRate: first,
        stages,
        preAllocatedVUs: maxVus,
        maxVUs: maxVus,
        gracefulStop: '5s',
      }
    : { executor: 'ramping-vus', startVUs: first, stages, gracefulStop: '5s', gracefulRampDown: '2s' };
}

/** The script that sends it to `baseUrl`. */
export function scriptOf(load: Load, baseUrl: string): string {
  const {
    thinkMs,
    isSpread,
    keys,
    paths = ['/work'],
    timeoutMs = 10_000,
    goalMs,
    maxFailed = 0.01,
    scriptRounds,
  } = load;
  const options = {
    scenarios: { levels: scenario(load) },
    thresholds: { http_req_duration: [`p(95)<${goalMs}`], http_req_failed: [`rate<${maxFailed}`] },
  };
  const key = keys ? (keys.isBound ? `__VU % ${keys.count}` : `Math.floor(Math.random() * ${keys.count})`) : '0';
  const sleeping = isSpread ? `sleep(${thinkMs / 1000} * (0.5 + Math.random()));` : `sleep(${thinkMs / 1000});`;
  return `import http from 'k6/http';
import { check, sleep } from 'k6';
${scriptRounds ? "import crypto from 'k6/crypto';\n" : ''}
export const options = ${JSON.stringify(options, null, 2)};

export default function () {
  const key = ${key};
${paths
  .map(
    (
      path,
    ) => `  check(http.get(\`${baseUrl}${path}?key=\${key}\`, { tags: { name: '${path}' }, timeout: ${timeoutMs} }), {
    'answer is ok': (answer) => answer.status === 200 && answer.body.includes('"ok":true'),
  });`,
  )
  .join('\n')}
${scriptRounds ? `  for (let round = 0; round < ${scriptRounds}; round += 1) crypto.sha256(\`\${round}\`, 'hex');\n` : ''}  ${thinkMs > 0 ? sleeping : ''}
}
`;
}
