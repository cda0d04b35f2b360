import { words as en } from './en/cli.ts';
import { words as ko } from './ko/cli.ts';
import type { Language } from './language.ts';

/** Help texts of options and commands, by the option's long name. */
export interface HelpWords {
  readonly program: string;
  readonly run: string;
  readonly plan: string;
  readonly planArgument: string;
  readonly expectLatency: string;
  readonly iterationTime: string;
  readonly plannedOptions: string;
  readonly planOutput: string;
  readonly planFormat: string;
  readonly dau: string;
  readonly requestsPerUser: string;
  readonly peakShare: string;
  readonly report: string;
  readonly verify: string;
  readonly compare: string;
  readonly compareArgument: string;
  readonly round: string;
  readonly label: string;
  readonly forceCompare: string;
  readonly experiment: string;
  readonly apiArgument: string;
  readonly vary: string;
  readonly repeat: string;
  readonly lockTime: string;
  readonly history: string;
  readonly onlyApi: string;
  readonly onlyProfile: string;
  readonly verifyArgument: string;
  readonly strict: string;
  readonly gate: string;
  readonly slo: string;
  readonly gateFormat: string;
  readonly gateOutput: string;
  readonly gateJson: string;
  readonly gateJunit: string;
  readonly baseline: string;
  readonly maxRegression: string;
  readonly baselineCommand: string;
  readonly baselineAccept: string;
  readonly baselineRuns: string;
  readonly baselines: string;
  readonly gateStrict: string;
  readonly gateNewest: string;
  /** What the exit codes of `gate` mean. */
  readonly gateExits: string;
  readonly runGate: string;
  readonly runSlo: string;
  readonly runBaseline: string;
  readonly shop: string;
  readonly doctor: string;
  readonly scenarioArgument: string;
  readonly filesArgument: string;
  readonly lang: string;
  readonly profile: string;
  readonly scale: string;
  readonly durationScale: string;
  readonly baseUrl: string;
  readonly header: string;
  readonly users: string;
  readonly products: string;
  readonly targetInfo: string;
  readonly notes: string;
  readonly results: string;
  readonly shopLock: string;
  readonly shopPort: string;
  readonly serverMetrics: string;
  readonly serverQueries: string;
  readonly k6Out: string;
  readonly prometheusRw: string;
  readonly yes: string;
  readonly output: string;
  readonly api: string;
  readonly ranProfile: string;
  readonly optionsFile: string;
  readonly title: string;
  readonly format: string;
  readonly png: string;
  readonly exactLimit: string;
  readonly template: string;
  readonly newest: string;
  readonly version: string;
  readonly help: string;
  readonly helpCommand: string;
  readonly errorPrefix: string;
  /** Headings of commander's help. */
  readonly usage: string;
  readonly arguments: string;
  readonly options: string;
  readonly commands: string;
  readonly byDefault: string;
  readonly examples: string;
  readonly usageFault: (fault: UsageFault) => string;
}

/** A mistake in the arguments, as commander found it. */
export interface UsageFault {
  readonly kind:
    | 'unknown-option'
    | 'unknown-command'
    | 'missing-argument'
    | 'option-needs-value'
    | 'too-many'
    | 'choice'
    | 'other';
  /** The word at fault. */
  readonly what: string;
  readonly allowed: string | undefined;
}

/** What the command says while and after it works: one line each, without a line break at the end. */
export interface CliWords {
  readonly help: HelpWords;
  readonly shopListening: (baseUrl: string, lock: string) => string;
  readonly usingShop: (baseUrl: string) => string;
  readonly running: (title: string, number: number, of: number) => string;
  /** `ratePerSec` in requests; undefined where it cannot be known. */
  readonly confirm: (facts: { host: string; vus: number; ratePerSec: number | undefined }) => string;
  /** Answers that mean yes. */
  readonly yes: RegExp;
  readonly declined: string;
  /** Other machines whose addresses stand in a script of the user's own. */
  readonly ownHosts: (hosts: readonly string[]) => string;
  readonly unreachable: (baseUrl: string, reason: string) => string;
  readonly ignoredEnvironment: (names: readonly string[]) => string;
  readonly status: (facts: {
    elapsed: string;
    planned: string;
    vus: string;
    tps: string;
    dropped: string | undefined;
  }) => string;
  readonly repeated: (message: string, count: number) => string;
  /** Messages of k6 that are neither shown nor told apart. */
  readonly leftOut: (count: number) => string;
  readonly interrupting: string;
  readonly killed: string;
  readonly noSummary: (console: string) => string;
  readonly ended: (meaning: string) => string;
  readonly exceptions: (count: number, first: string) => string;
  /** A file with the result of a gate. */
  readonly gateWritten: (path: string) => string;
  /** How far an input was read; only what is read and how fast for a pipe. */
  readonly reading: (facts: {
    file: string;
    read: string;
    perSec: string;
    bar?: string;
    share?: string;
    total?: string;
    left?: string;
  }) => string;
  /** Raw samples of a run folder cannot be read; `fault` says why. */
  readonly samplesUnreadable: (fault: string) => string;
  /** Server metrics cannot be had; `fault` says why. */
  readonly metricsUnavailable: (fault: string) => string;
  readonly samplesKept: (path: string, folder: string) => string;
  readonly bug: (detail: string) => string;
}

const WORDS: Readonly<Record<Language, CliWords>> = { ko, en };

export function cliWords(language: Language): CliWords {
  return WORDS[language];
}
