import { shortHash } from '../analyse/fingerprint.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import * as format from '../text/format.ts';
import { code, plain } from '../text/markdown-text.ts';
import type { ReportWords } from '../words/report.ts';
import { shownRun, timeText } from './run-shown.ts';

/** Where and with what the runs took place; runs with the same environment share one. */
export interface EnvironmentView {
  /** Titles of the runs it holds for. */
  titles: string;
  /** False for k6 output from elsewhere: there is no record of how it was made. */
  known: boolean;
  target: string;
  facts: { name: string; value: string }[];
  /** False where neither a record nor the output names k6's version. */
  k6Known: boolean;
  k6: string;
  profile: string;
  testData: string;
  generator: string;
}

/** When one run took place and how it ended. */
export interface RunRow {
  title: string;
  startedAt: string;
  length: string;
  exit: string;
  cpu: string;
  script: string;
}

function environment({ record, sources = [] }: AnalysedRun, words: ReportWords): Omit<EnvironmentView, 'titles'> {
  const { startedAt: _, ...shown } = shownRun(record, words);
  // Some outputs name it themselves.
  const version = record?.k6.version ?? sources.find(({ k6Version }) => k6Version !== undefined)?.k6Version;
  return {
    ...shown,
    known: record !== undefined,
    k6Known: version !== undefined,
    k6: version === undefined ? words.missing : plain(version),
    facts: Object.entries(record?.targetInfo ?? {}).map(([name, value]) => ({
      name: plain(name),
      value: plain(value),
    })),
  };
}

export function environmentViews(
  runs: readonly AnalysedRun[],
  titles: readonly string[],
  words: ReportWords,
): EnvironmentView[] {
  const byContent = new Map<string, { titles: string[]; view: Omit<EnvironmentView, 'titles'> }>();
  runs.forEach((run, at) => {
    const view = environment(run, words);
    const key = JSON.stringify(view);
    const known = byContent.get(key) ?? { titles: [], view };
    known.titles.push(titles[at] ?? run.name);
    byContent.set(key, known);
  });
  return [...byContent.values()].map(({ titles: own, view }) => ({ titles: own.join(', '), ...view }));
}

export function runRow({ record, measured }: AnalysedRun, title: string, words: ReportWords): RunRow[] {
  if (!record) return [];
  const { k6CpuSec, machineCpuShare } = record;
  return [
    {
      title,
      startedAt: timeText(record.startedAt),
      length: measured.runMs === undefined ? words.missing : format.duration(measured.runMs),
      exit: words.exit(record.exit.code, record.exit.signal && plain(record.exit.signal)),
      cpu:
        k6CpuSec === undefined
          ? words.missing
          : words.cpu({
              k6Sec: format.duration(k6CpuSec * 1000),
              machineShare: machineCpuShare === undefined ? undefined : format.share(machineCpuShare),
            }),
      script: `${code(record.script.path)} (${code(shortHash(record))})`,
    },
  ];
}
