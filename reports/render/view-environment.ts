import { shortHash } from '../analyse/fingerprint.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import { k6Lacks, REFERENCE_K6 } from '../model/k6-version.ts';
import * as format from '../text/format.ts';
import { code, plain } from '../text/markdown-text.ts';
import { k6LacksText } from '../words/k6.ts';
import type { Language } from '../words/language.ts';
import type { ReportWords } from '../words/report.ts';
import { bodyWords } from './body-text.ts';
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
  /** What that k6 lacks compared with `k6Reference`, as a list; empty where nothing. */
  k6Lacks: string;
  k6Reference: string;
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

function environment(run: AnalysedRun, language: Language): Omit<EnvironmentView, 'titles'> {
  const { record, sources = [] } = run;
  const { startedAt: _, ...shown } = shownRun(run, bodyWords(language));
  // Some outputs name it themselves.
  const said = sources.find(({ k6Version }) => k6Version !== undefined)?.k6Version;
  return {
    ...shown,
    known: record !== undefined,
    k6Known: record !== undefined || said !== undefined,
    k6: record === undefined && said !== undefined ? plain(said) : shown.k6,
    k6Lacks: k6LacksText(record ? k6Lacks(record.k6.version) : [], language),
    k6Reference: REFERENCE_K6,
    facts: Object.entries(record?.targetInfo ?? {}).map(([name, value]) => ({
      name: plain(name),
      value: plain(value),
    })),
  };
}

export function environmentViews(
  runs: readonly AnalysedRun[],
  titles: readonly string[],
  language: Language,
): EnvironmentView[] {
  const byContent = new Map<string, { titles: string[]; view: Omit<EnvironmentView, 'titles'> }>();
  runs.forEach((run, at) => {
    const view = environment(run, language);
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
      length: measured.runMs === undefined ? words.unknown : format.duration(measured.runMs),
      exit: words.exit(record.exit.code, record.exit.signal && plain(record.exit.signal)),
      cpu:
        k6CpuSec === undefined
          ? words.unknown
          : words.cpu({
              k6Sec: format.duration(k6CpuSec * 1000),
              machineShare: machineCpuShare === undefined ? undefined : format.share(machineCpuShare),
            }),
      script: `${code(record.script.path)} (${code(shortHash(record))})`,
    },
  ];
}
